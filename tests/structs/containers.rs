//! Structs in arrays and `Vec`s, and arrays and `Vec`s in structs.

function! { slices_of_structs(&ps = vec![P { x: 0.7, y: 1.2 }, P { x: 0.3, y: -0.5 }, P { x: 1.1, y: 0.2 }])
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(ps: &[P]) -> f64 {
        let mut s = 0.0;
        for p in ps { s += p.x * p.y; }
        for p in ps.iter() { s *= p.x + 1.0; }
        for i in 1..ps.len() {
            let (a, b) = (&ps[i - 1], ps[i]);
            s += (a.x - b.x) * b.y;
        }
        s
    }
}

procedure! { changed_elements(&mut ps = vec![P { x: 0.7, y: 1.2 }, P { x: 0.3, y: -0.5 }, P { x: 1.1, y: 0.2 }], k = 0.3)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(ps: &mut [P], k: f64) {
        for i in 0..ps.len() {
            let j = (i + 1) % ps.len();
            ps[i].x *= ps[j].y + k;
            ps[j].y = ps[i].x * ps[j].y;
            ps[i].y -= ps[i].x * ps[i].y;
        }
        ps.swap(0, 2);
        let p = ps[1];
        ps[0] = P { x: p.y * p.x, ..p };
        for p in ps.iter_mut() { p.x += p.y * k; }
    }
}

program! { arrays_by_value(ps = [P { x: 0.7, y: 1.2 }, P { x: 0.3, y: -0.5 }], k = 0.3)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(ps: [P; 2], k: f64) -> [P; 2] {
        let mut qs = ps;
        qs[0].x = ps[1].y * k;
        qs[1] = P { x: qs[0].x * ps[0].x, y: k };
        let rs = [qs[1], P { x: qs[0].y, y: qs[1].x * k }];
        rs
    }
}

program! { vecs_that_grow(x = 0.7, n: 3)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(x: f64, n: usize) -> Vec<P> {
        let mut ps: Vec<P> = Vec::new();
        ps.push(P { x, y: 1.0 });
        for i in 0..n {
            let last: P = ps[i];
            ps.push(P { x: last.x * x + last.y, y: last.x.sin() });
            ps[i].y *= last.x;
        }
        ps
    }
}

function! { fields_that_are_arrays(&l = Layer { w: [[0.7, 1.2], [0.3, -0.5]], b: [0.1, 0.2] }, &x = [0.4, 0.8])
    where { struct Layer: LayerTangent { w: [[f64; 2]; 2], b: [f64; 2] } }
    impl Layer {
        fn forward(&self, x: &[f64; 2]) -> [f64; 2] {
            let mut y = self.b;
            for i in 0..2 {
                for j in 0..2 { y[i] += self.w[i][j] * x[j]; }
                y[i] = y[i].tanh();
            }
            y
        }
    }
    fn f(l: &Layer, x: &[f64; 2]) -> f64 {
        let y = l.forward(x);
        let z = l.forward(&y);
        z[0] * z[1] + y[0] + l.w[1][0]
    }
}

procedure! { fields_that_are_vecs(&mut s = S { v: vec![0.7, 1.2, 0.3], m: vec![vec![0.1], vec![0.4, 0.5]], n: 3 }, k = 0.4)
    where { struct S: STangent { v: Vec<f64>, m: Vec<Vec<f64>>, n: usize } }
    fn f(s: &mut S, k: f64) {
        for i in 0..s.v.len() { s.v[i] = s.v[i] * s.v[(i + 1) % s.n] + k; }
        let first = s.v[0];
        s.v.push(first * k);
        s.m[1][0] *= s.v[3];
        for v in &mut s.v { *v += k * *v; }
        let last = s.v.pop().unwrap();
        let m = s.m[1][1];
        s.m[0].push(last * m);
        s.v[0] += s.m[0][1];
    }
}

function! { vecs_of_structs_in_structs(&net = Net { layers: vec![L { w: vec![0.7, 1.2], b: 0.1 }, L { w: vec![0.3, -0.5], b: 0.2 }], k: 0.9 }, x = 0.6)
    where { struct L: LTangent { w: Vec<f64>, b: f64 } struct Net: NetTangent { layers: Vec<L>, k: f64 } }
    impl L {
        fn apply(&self, x: f64) -> f64 {
            let mut y = self.b;
            for w in &self.w { y += w * x; }
            y.tanh()
        }
    }
    impl Net {
        fn forward(&self, x: f64) -> f64 {
            let mut y = x;
            for l in &self.layers { y = l.apply(y) * self.k; }
            for k in 0..self.layers.len() { y += self.layers[k].apply(x); }
            y
        }
        fn shrink(&mut self, r: f64) {
            for l in self.layers.iter_mut() { l.b *= r; }
            for i in 0..self.layers.len() { self.layers[i].w[0] -= r * self.layers[i].b; }
        }
    }
    fn f(net: &Net, x: f64) -> f64 {
        let mut other = net.clone();
        other.shrink(x);
        net.forward(x) * other.forward(net.k)
    }
}

program! { parts_borrowed_as_slices(&s = S { v: vec![0.7, 1.2, 0.3], a: [0.4, 0.5] }, k = 0.3)
    where { struct S: STangent { v: Vec<f64>, a: [f64; 2] } }
    fn sum(x: &[f64]) -> f64 { let mut t = 0.0; for v in x { t += v * v; } t }
    fn double(x: &mut [f64]) { for i in 0..x.len() { x[i] *= 2.0 * x[i]; } }
    fn f(s: &S, k: f64) -> S {
        let mut t = S { v: s.v.clone(), a: s.a };
        double(&mut t.v);
        double(&mut t.a);
        t.v[0] = sum(&s.v[1..]) * k + sum(&s.a) * sum(&t.v);
        t
    }
}

function! { tuples_of_structs_in_arrays(&a = [(P { x: 0.7, n: 2 }, 0.5), (P { x: 0.2, n: 1 }, -1.5)])
    where { copy struct P: PTangent { x: f64, n: usize } }
    fn f(a: &[(P, f64); 2]) -> f64 {
        let mut s = 0.0;
        for i in 0..2 {
            let (p, k) = &a[i];
            for _ in 0..p.n { s = s * p.x + k; }
        }
        s * a[0].0.x
    }
}

procedure! { halves_of_a_field(&mut s = S { v: vec![0.7, 1.2, 0.3, -0.4], m: vec![vec![0.1, 0.2], vec![0.4, 0.5]] })
    where { struct S: STangent { v: Vec<f64>, m: Vec<Vec<f64>> } }
    fn mix(x: &mut [f64], y: &[f64]) { for i in 0..x.len() { x[i] = x[i] * y[i] + y[0]; } }
    fn rows(x: &mut [Vec<f64>], y: &[Vec<f64>]) { x[0][1] *= y[0][0] * y[0][1]; }
    fn f(s: &mut S) {
        let (a, b) = s.v.split_at_mut(1);
        mix(a, b);
        let (a, b) = s.m.split_at_mut(1);
        rows(a, b);
        let mut m = s.m.clone();
        let (a, b) = m.split_at_mut(1);
        rows(a, b);
        s.m[0][0] *= m[0][1];
        s.v[0] *= s.v[1];
        s.m[0][0] += s.m[0][1];
    }
}

program! { taken_and_lengthened(p = P { v: vec![0.7, 1.2] }, v = vec![0.2], x = 0.4)
    where { struct P: PTangent { v: Vec<f64> } }
    fn grow(mut p: P, x: f64) -> P { p.v.push(x * p.v.len() as f64); p }
    fn longer(mut v: Vec<f64>, x: f64) -> Vec<f64> {
        if x > 0.5 { return v; }
        let first = v[0];
        v.push(x * first);
        v
    }
    fn f(p: P, v: Vec<f64>, x: f64) -> (P, Vec<f64>) { (grow(grow(p, x), x * x), longer(longer(v, x), x * 2.0)) }
}

function! { a_stack_of_structs(x = 0.7, n: 4)
    where { copy struct Node: NodeTangent { weight: f64, value: f64 } }
    fn f(x: f64, n: usize) -> f64 {
        let mut stack: Vec<Node> = vec![Node { weight: 1.0, value: x }];
        let mut total = 0.0;
        let mut left = n;
        while let Some(node) = stack.pop() {
            total += node.weight * node.value.sin();
            if left > 0 {
                left -= 1;
                stack.push(Node { weight: node.weight * x, value: node.value + x });
                stack.push(Node { weight: 0.5 * node.weight, value: node.value * total });
            }
        }
        total
    }
}

function! { the_last_of_several(x = 0.7)
    where { struct S: STangent { a: f64, w: Vec<f64> } }
    fn f(x: f64) -> f64 {
        let mut many = vec![S { a: x, w: vec![x, 2.0] }, S { a: x.sin(), w: vec![x * x] }];
        let mut y = 1.0;
        if many.len() > 1 && let Some(top) = many.pop() {
            y *= top.a + top.w[0];
        }
        let Some(first) = many.pop() else { return y };
        y * first.a * first.w[1] + first.w[0]
    }
}

function! { the_best_of_several(&ps = vec![P { x: 0.7, y: 1.2 }, P { x: 1.3, y: -0.5 }, P { x: 1.1, y: 0.2 }])
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(ps: &[P]) -> f64 {
        let mut best: Option<P> = None;
        for p in ps {
            if best.map_or(true, |b| p.x > b.x) {
                best = Some(*p);
            }
        }
        match best {
            Some(b) => b.x * b.y.exp(),
            None => 0.0,
        }
    }
}

program! { an_element_and_the_whole(x = 0.7, &ps = vec![P { x: 0.7, y: 1.2 }, P { x: 1.3, y: -0.5 }])
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn weighted(k: f64, p: &P, all: &[P]) -> f64 {
        let mut s = k * p.x;
        for q in all { s += q.x * p.y * q.y; }
        s
    }
    fn f(x: f64, ps: &[P]) -> (f64, f64) {
        (weighted(x, &ps[1], ps), weighted(x * x, &ps[0], &ps[..1]))
    }
}
