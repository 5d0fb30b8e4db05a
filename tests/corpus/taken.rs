//! Iterators that give `Option`s and take them: `filter_map`, `map_while`, `next`, choices kept in variables.

function! { filter_map(&x = vec![0.7, -0.4, 0.9, 0.2], @at [0.7, 0.4, -0.9, 0.2], [-0.7, -0.4, -0.9, -0.2])
    fn f(x: &[f64]) -> f64 {
        x.iter().filter_map(|v| if *v > 0.0 { Some(v * v.sin()) } else { None }).sum::<f64>() * x[1]
    }
}

function! { filter_map_by_methods(&x = vec![0.7, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let firsts = (0..x.len() + 2).filter_map(|i| x.get(i).copied()).map(|v| v * v);
        let seconds = x.windows(2).filter_map(|w| (w[0] > w[1]).then(|| w[0] * w[1]));
        firsts.chain(seconds).fold(1.0, |a, v| a * (1.0 + v))
    }
}

function! { filter_map_reversed(&x = vec![0.7, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut s = 1.0;
        for (i, v) in x.iter().filter_map(|v| (*v > 0.0).then_some(*v)).rev().enumerate() {
            s = s * v + i as f64;
        }
        s
    }
}

function! { map_while(&x = vec![0.7, 0.4, -0.9, 0.2], @at [0.7, 0.4, 0.9, 0.2], [-0.7, 0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut seen = 0;
        let s = x.iter().map_while(|v| { seen += 1; if *v > 0.0 { Some(v.ln()) } else { None } }).sum::<f64>();
        s * seen as f64 + x[3]
    }
}

function! { flat_options(&x = vec![0.7, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let best = x.iter().copied().reduce(f64::max);
        let all = x.iter().flat_map(|v| if *v > 0.5 { Some(v * v) } else { None }).sum::<f64>();
        let three = (0..3).map(|i| if i == 1 { None } else { Some(x[i] * x[i + 1]) }).flatten().sum::<f64>();
        all * three + best.unwrap()
    }
}

function! { find_map(&x = vec![0.7, -0.4, 0.9, 0.2], @at [-0.7, -0.4, -0.9, -0.2])
    fn f(x: &[f64]) -> f64 {
        let found = x.iter().enumerate().find_map(|(i, v)| (*v < 0.0).then(|| v * x[i + 1 - i]));
        match found {
            Some(v) => v * x[0],
            None => x[2],
        }
    }
}

function! { a_choice_kept(&x = vec![0.7, -0.4, 0.9, 0.2], @at [-0.7, 0.4, -0.9, 1.2])
    fn f(x: &[f64]) -> f64 {
        let best = x.iter().copied().reduce(f64::max);
        let at = x.iter().position(|v| *v > 0.5);
        let least = x.iter().min_by(|a, b| a.total_cmp(b));
        let mut s = 0.5;
        if let Some(b) = best {
            s += b * b;
        }
        if let Some(i) = at {
            s *= x[i] * x[(i + 1) % x.len()];
        }
        let Some(least) = least else { return s };
        s * least + x.iter().find(|v| **v < 0.0).map_or(0.0, |v| v * s)
    }
}

function! { next_of_a_chain(&x = vec![0.7, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let first = x.iter().filter(|v| **v < 0.5).next().unwrap();
        first * x.iter().rev().next().unwrap() * x.iter().map(|v| v * v).next().unwrap_or(1.0)
    }
}

function! { while_let_next(&x = vec![0.7, -0.4, 0.9, 0.2], @at [0.7, -0.4, -0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut it = x.iter();
        let mut s = 1.0;
        while let Some(v) = it.next() {
            s += s * v;
            if *v < 0.0 {
                if let Some(w) = it.next() {
                    s *= w.sin();
                }
            }
        }
        s
    }
}

function! { the_rest_of_an_iterator(&x = vec![0.7, -0.4, 0.9, 0.2, 0.5])
    fn f(x: &[f64]) -> f64 {
        let mut it = x.iter().map(|v| v * v).zip(2..);
        let (a, i) = it.next().unwrap();
        let b = it.next();
        let mut s = a * i as f64;
        for (v, k) in it {
            s += v * s * k as f64;
        }
        s * b.map_or(1.0, |(v, _)| v)
    }
}

function! { ranges_taken_from(x = 0.7, n: 5)
    fn f(x: f64, n: usize) -> f64 {
        let mut up = 1..n as i32;
        let mut down = (0..=n).rev().step_by(2);
        let mut s = x;
        while let (Some(i), Some(j)) = (up.next(), down.next()) {
            s = (s * i as f64).sin() + j as f64 * x;
        }
        let left = up.len() as f64;
        s * (left + 1.0) + down.map(|j| j as f64 * s).sum::<f64>()
    }
}

function! { mutable_elements_taken(&x = vec![0.7, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut w = x.to_vec();
        let mut it = w.iter_mut();
        let mut last = x[0];
        while let Some(v) = it.next() {
            *v *= last;
            last = v.sin();
        }
        w.iter().product::<f64>() + last
    }
}

function! { pulled_in_a_closure(&x = vec![0.7, -0.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut it = x.iter().rev();
        let mut pull = || *it.next().unwrap_or(&1.5);
        let a = pull() * pull();
        let b = (0..4).map(|_| pull()).sum::<f64>();
        a * b
    }
}

function! { unequal_zips(&x = vec![0.7, -0.4, 0.9], &y = vec![0.3, 0.6])
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let a: f64 = x.iter().zip(y).map(|(a, b)| a * b).sum();
        let b: f64 = y.iter().zip(x).zip(&x[1..2]).map(|((a, b), c)| a * b * c).sum();
        let c: f64 = x.iter().filter(|v| **v > 0.0).zip(y.iter().skip(1)).map(|(a, b)| a.sin() * b).sum();
        a * b + c
    }
}

function! { taken_in_loops(&x = vec![0.7, -0.4, 0.9, 0.2, 1.1], &y = vec![0.3, 0.6, -0.2])
    fn f(x: &[f64], y: &[f64]) -> f64 {
        let (mut a, mut b) = (x.windows(2).enumerate(), y.iter().rev().copied());
        let mut s = 1.0;
        'o: for i in 0..4 {
            let mut c = x.chunks(2).skip(1);
            while let Some(p) = c.next() {
                let Some((k, w)) = a.next() else { break 'o };
                if w[0] > w[1] {
                    continue;
                }
                s += p[0] * w[1] * s * k as f64;
                if let Some(q) = b.next() {
                    s *= q + 1.0;
                } else if i > 1 {
                    return s * x[i];
                }
            }
        }
        s + a.map(|(_, w)| w[0]).sum::<f64>() + b.sum::<f64>()
    }
}

function! { taken_by_value(&x = vec![0.7, -0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let rows = vec![x.to_vec(), vec![x[1], x[0] * x[2]], vec![x[2]]];
        let mut it = rows.into_iter();
        let first = it.next().unwrap();
        let mut s = first[0] * first[2];
        for row in it {
            s = s * row[0] + row[row.len() - 1];
        }
        let mut numbers = [x[0], s, 2.0].into_iter();
        s + numbers.next().unwrap() * numbers.next().unwrap_or(0.0)
    }
}

function! { filtered_by_options_of_options(&x = vec![0.7, -0.4, 0.9, 0.2], @at [-0.7, 0.4, 0.9, -0.2])
    fn f(x: &[f64]) -> f64 {
        let mut hits = 0;
        let s = (0..x.len())
            .map(|i| if x[i] > 0.0 { Some((i, x[i])) } else { None })
            .filter_map(|o| o.map(|(i, v)| v * x[x.len() - 1 - i]))
            .take_while(|v| *v < 5.0)
            .inspect(|_| hits += 1)
            .zip(x)
            .fold(0.0, |a, (v, w)| a * 0.5 + v * w);
        let deep = x.iter().map(|v| (*v > 0.0).then(|| (*v < 0.8).then(|| v * s))).flatten().flatten().sum::<f64>();
        s * hits as f64 + deep
    }
}
