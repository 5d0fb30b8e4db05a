//! `Vec`s whose length changes between declaration and use: assigned as a whole, swapped, emptied, in each other.

function! { assigned_shorter(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![y, x];
        let own = w.clone();
        w = vec![9.0];
        own[0] * own[1] + w[0]
    }
}

function! { assigned_longer_and_used(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![y];
        let s = w[0] * x;
        w = vec![s, x * y, w[0].sin()];
        let t = w[2] * w[0] + w[1];
        w = vec![t * s, t];
        w[1] * w[0]
    }
}

program! { written_then_pushed(x = vec![0.7, 0.4], y = 0.3)
    fn f(mut x: Vec<f64>, y: f64) -> Vec<f64> {
        x[0] = x[1] * y;
        x.push(x[0] * x[1]);
        x
    }
}

function! { own_parameter_reassigned(x = vec![0.7, 0.4], y = 0.3)
    fn f(mut x: Vec<f64>, y: f64) -> f64 {
        let s = x[0] * x[1];
        x = vec![s, y, s * y];
        x.push(y.sin());
        x[0] * x[1] * x[2] * x[3]
    }
}

function! { own_parameter_emptied(x = vec![0.7, 0.4, 0.9], y = 0.3)
    fn f(mut x: Vec<f64>, y: f64) -> f64 {
        let mut s = y;
        for i in 0..x.len() {
            s *= x[i] + s;
        }
        x.clear();
        x.push(s * s);
        x.insert(0, y);
        x.truncate(2);
        x[0] * x[1]
    }
}

function! { reassigned_in_a_loop(x = 0.7, n: 4)
    fn f(x: f64, n: usize) -> f64 {
        let mut w = vec![x, x * x];
        let mut s = 0.0;
        for i in 0..n {
            let k = w.len();
            s += w[k - 1] * w[0];
            w = if i % 2 == 0 { vec![s] } else { vec![x * s, s.sin(), w[0]] };
        }
        s + w[0]
    }
}

function! { lengthened_by_doubling(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![x, y];
        for _ in 0..3 {
            let mut next = vec![];
            for v in &w {
                next.push(v * x);
                next.push(v + y);
            }
            w = next;
        }
        let mut s = 1.0;
        for v in &w {
            s *= 1.0 + v * v;
        }
        s
    }
}

function! { swapped_lengths(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = vec![x, y, x * y];
        let mut b = vec![y * y];
        for i in 0..3 {
            let s = a[0] * b[0];
            std::mem::swap(&mut a, &mut b);
            a.push(s.sin());
            if i == 1 {
                b = vec![s];
            }
        }
        let mut t = a.len() as f64 * b[0];
        for v in a.iter().chain(&b) {
            t += v * v;
        }
        t
    }
}

function! { replaced(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut a = vec![x, y, x * y];
        let old = std::mem::replace(&mut a, vec![y * y]);
        let older = std::mem::replace(&mut a, vec![]);
        a.push(old[2] * older[0]);
        a[0] * old[0] * old[1] + a.len() as f64
    }
}

function! { rows_of_changing_length(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut m = vec![vec![x, y], vec![x * y]];
        let s = m[0][0] * m[1][0] + m[0][1];
        m[0] = vec![s, s * x, y];
        let last = m[0][1];
        m[1].push(last);
        m.swap(0, 1);
        m.push(vec![s]);
        let first = m[0][1];
        m[2].push(s * first);
        let last = m.pop().unwrap();
        m = vec![last, m[1].clone()];
        m[0][0] * m[0][1] * m[1][2] + m[1][0]
    }
}

function! { rows_dropped(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut m = vec![vec![x, y], vec![x * y, x, y]];
        let s = m[0][0] * m[1][2];
        m.pop();
        m.truncate(1);
        m[0].clear();
        m[0].push(s);
        m.resize(3, vec![y, s]);
        m.remove(0);
        m[0][0] * m[1][1] * s
    }
}

function! { pairs_of_vecs(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut p = (vec![x, y], x * y);
        let s = p.0[0] * p.0[1];
        p = (vec![s], p.1 * s);
        p.0.push(p.1);
        p.0 = vec![p.0[1] * y, p.0[0], x];
        p.0[0] * p.0[1] * p.0[2] + p.1
    }
}

function! { first_value_by_branch(x = 0.7, y = 0.4, @at [0.4, 0.7])
    fn f(x: f64, y: f64) -> f64 {
        let mut s = 1.0;
        for i in 0..3 {
            let w;
            if x > y || i == 1 {
                w = vec![x * s, y];
            } else {
                w = vec![y, s, x];
            }
            s += w[0] * w[w.len() - 1];
        }
        s
    }
}

function! { declared_before_an_exit(x = 0.7, y = 0.4, @at [0.4, 0.7], [1.4, 0.7])
    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![x];
        for i in 0..5 {
            let s = w[0] * y;
            if s > 0.8 {
                break;
            }
            w = vec![s + x, w[w.len() - 1], s];
            if i == 2 && x > y {
                return w[1] * w[0];
            }
            w.truncate(i + 1);
        }
        w[0] * w[w.len() - 1]
    }
}

function! { integers_replaced_and_pushed(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut at = vec![0usize, 2];
        let mut s = x[at[1]] * x[at[0]];
        at = vec![];
        at.push(1);
        at.push(at.len());
        s *= s.sin();
        at.swap(0, 1);
        at.pop();
        s
    }
}

function! { lent_and_reassigned(&mut w = vec![0.7, 0.4], y = 0.3)
    fn f(w: &mut Vec<f64>, y: f64) -> f64 {
        let s = w[0] * w[1];
        *w = vec![s, y, s * y];
        w.push(y.sin() * s);
        s * w[2]
    }
}

procedure! { lent_and_emptied(&mut w = vec![0.7, 0.4], y = 0.3)
    fn f(w: &mut Vec<f64>, y: f64) {
        let s = w[0] * w[1];
        w.clear();
        for i in 0..3 {
            w.push(s * y + i as f64);
        }
        w[1] = w[0] * w[2];
        w.remove(0);
    }
}

function! { an_option_of_a_vec(&x = vec![0.7, 0.4, 0.9], @at [0.1, 0.4, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut best: Option<Vec<f64>> = None;
        let mut s = 1.0;
        for i in 0..x.len() {
            if let Some(b) = &best {
                s *= b[b.len() - 1] + x[i];
            }
            if x[i] > 0.3 {
                best = Some(x[i..].to_vec());
            }
        }
        s
    }
}

function! { lengthened_by_a_callee(x = 0.7, y = 0.4)
    fn grow(w: &mut Vec<f64>, y: f64) {
        let s = w[0] * y;
        *w = vec![s, w[w.len() - 1]];
        w.push(s * s);
    }

    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![x];
        let before = w[0] * y;
        grow(&mut w, y);
        let middle = w[2] * w[0];
        w = vec![middle];
        grow(&mut w, before);
        w[0] + w[1] * w[2]
    }
}

function! { a_row_a_trip(&x = vec![0.7, 0.4, 0.9, 0.2], @at [0.7, 1.4, 0.9, 0.2])
    fn f(x: &[f64]) -> f64 {
        let mut rows = [vec![x[0]], x.to_vec(), vec![]];
        let mut s = 1.0;
        for i in 0..5 {
            if i == 1 && x[1] > 1.0 {
                continue;
            }
            let k = i % 3;
            s += rows[k].iter().sum::<f64>() * x[k];
            rows[(k + 1) % 3] = rows[k].iter().map(|r| r * s).chain(x[..k].iter().copied()).collect::<Vec<_>>();
            rows.swap(k, 2);
        }
        s + rows[0][0] * rows[1].len() as f64
    }
}

function! { two_vecs_in_turn(&x = vec![0.7, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let (mut old, mut new) = (x.to_vec(), Vec::new());
        while old.len() > 1 {
            new.clear();
            for i in 1..old.len() {
                new.push(old[i] * old[i - 1]);
            }
            std::mem::swap(&mut old, &mut new);
        }
        old[0] + new[0]
    }
}

function! { shortened_in_branches(&x = vec![0.7, 0.4, 0.9], @at [0.1, 0.4, 0.9], [0.7, 0.9, 0.1])
    fn f(x: &[f64]) -> f64 {
        let mut w = x.to_vec();
        let mut s = 1.0;
        while w.len() > 0 {
            s += w[0] * s;
            if w[0] > 0.5 {
                w.remove(0);
            } else if w.len() == 2 {
                w = vec![w[1] * s];
            } else {
                w.truncate(2);
                w[0] = w[w.len() - 1] * 0.5;
                let half = w[0];
                w.pop();
                w = vec![s * 0.5 + half * half + 0.6];
            }
        }
        s
    }
}

function! { grown_by_resize_and_extend(x = 0.7, y = 0.4)
    fn f(x: f64, y: f64) -> f64 {
        let mut w = vec![x];
        let s = w[0] * y;
        w.resize(3, s);
        w[1] *= w[0];
        w.extend(vec![w[1] * y, x]);
        let t = w[3];
        w.resize(2, y);
        w.extend_from_slice(&[t, w[0]]);
        w[0] * w[1] + w[2] * w[3]
    }
}
