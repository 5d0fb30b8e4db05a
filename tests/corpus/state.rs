//! Variables and elements overwritten after use.

function! { square_in_place(x = 1.3)
    fn f(x: f64) -> f64 {
        let mut x = x;
        x = x * x;
        x *= x;
        x = x * x + x;
        x
    }
}

function! { reset_to_a_constant(x = 1.3)
    fn f(x: f64) -> f64 {
        let mut y = x * x;
        let z = y.sin();
        y = 2.0;
        let w = y * z;
        y = w * x;
        y
    }
}

function! { accumulator_from_a_constant(&x = vec![0.5, 1.5, -0.5])
    fn f(x: &[f64]) -> f64 {
        let mut product = 1.0;
        let mut sum = 0.0;
        for i in 0..x.len() {
            product *= x[i];
            sum += product;
        }
        sum * product
    }
}

function! { element_times_zero(x = [0.7, 1.1, 0.2])
    fn f(x: [f64; 3]) -> f64 {
        let mut a = x;
        a[0] = a[0] * a[1];
        a[1] *= 0.0;
        a[2] += a[1] + a[0] * a[2];
        a[0] *= 0.0;
        a[0] + a[1] * x[0] + a[2]
    }
}

function! { element_overwritten_after_use(x = [0.7, 1.1, 0.2])
    fn f(x: [f64; 3]) -> f64 {
        let mut a = x;
        let mut s = 0.0;
        for i in 0..3 {
            s += a[i].exp();
            a[i] = s * a[(i + 1) % 3];
            s *= a[i];
            a[i] = 0.5;
        }
        a[0] = a[1] * s;
        s + a[0] * a[2]
    }
}

function! { recurrence_over_elements(&x = vec![0.7, 1.1, 0.2, 0.9, 1.3])
    fn f(x: &[f64]) -> f64 {
        let mut a = x.to_vec();
        for i in 1..a.len() {
            a[i] = a[i] * a[i - 1];
        }
        for i in (0..a.len() - 1).rev() {
            a[i] += a[i + 1] * a[i];
        }
        a[0]
    }
}

function! { indices_with_repeats(&x = vec![0.7, 1.1, 0.2], table: &[2, 0, 2, 2, 1, 0])
    fn f(x: &[f64], table: &[usize]) -> f64 {
        let mut bins = [0.1; 3];
        let mut s = 1.0;
        for &k in table {
            bins[k] += x[k] * x[k] * s;
            s *= 1.0 + bins[k] * x[(k + 1) % 3] + x[k] * x[k];
        }
        s + bins[0] * bins[1] * bins[2]
    }
}

function! { swaps_in_loops(x = [0.7, 1.1, 0.2, 0.5])
    fn f(x: [f64; 4]) -> f64 {
        let mut a = x;
        let mut s = 0.0;
        let mut p = 1.0;
        let mut q = x[0];
        for i in 0..3 {
            a.swap(i, i + 1);
            a.swap(i, i);
            a[0] *= a[i + 1];
            std::mem::swap(&mut p, &mut q);
            q = p * a[i] + q;
            s += q * a[3];
        }
        s * p
    }
}

program! { bubble_sort(x = vec![0.7, -1.1, 0.2, 3.5, 0.1], @at [5.0, 4.0, 3.0, 2.0, 1.0], [1.0, 2.0, 4.0, 3.0, 5.0])
    fn f(x: Vec<f64>) -> Vec<f64> {
        let mut x = x;
        let n = x.len();
        for i in 0..n {
            let mut swapped = false;
            for j in 0..n - 1 - i {
                if x[j] > x[j + 1] {
                    x.swap(j, j + 1);
                    swapped = true;
                }
            }
            if !swapped {
                break;
            }
        }
        for i in 0..n {
            x[i] *= 1.0 + i as f64;
        }
        x
    }
}

program! { insertion_sort(x = vec![0.7, -1.1, 0.2, 3.5, 0.1])
    fn f(x: Vec<f64>) -> Vec<f64> {
        let mut a = x;
        for i in 1..a.len() {
            let key = a[i];
            let mut j = i;
            while j > 0 && a[j - 1] > key {
                a[j] = a[j - 1];
                j -= 1;
            }
            a[j] = key;
        }
        a
    }
}

function! { fibonacci_pair(a = 0.3, b = 0.4, n: 6)
    fn f(a: f64, b: f64, n: usize) -> f64 {
        let (mut a, mut b) = (a, b);
        for _ in 0..n {
            (a, b) = (b, a * b + b);
        }
        a * b
    }
}

function! { ring_buffer(x = 0.4, n: 11)
    fn f(x: f64, n: usize) -> f64 {
        let mut ring = [x, 0.2, x * x, 1.0];
        for i in 0..n {
            let next = ring[i % 4] * ring[(i + 1) % 4] + 0.3 * ring[(i + 3) % 4];
            ring[i % 4] = next;
        }
        ring[0] + ring[1] * ring[2] - ring[3]
    }
}

function! { logistic_map(x = 0.3, r = 3.1, n: 8)
    fn f(x: f64, r: f64, n: usize) -> f64 {
        let mut x = x;
        for _ in 0..n {
            x = r * x * (1.0 - x);
        }
        x
    }
}

program! { pendulum(angle = 0.7, speed = -0.2, steps: 20)
    fn f(angle: f64, speed: f64, steps: usize) -> (f64, f64) {
        let h = 0.05;
        let mut q = angle;
        let mut p = speed;
        for _ in 0..steps {
            p -= h * q.sin();
            q += h * p;
        }
        (q, p)
    }
}

program! { runge_kutta(y = [0.7, -0.2], mu = 0.8, steps: 5)
    fn rates(y: [f64; 2], mu: f64) -> [f64; 2] {
        [y[1], mu * (1.0 - y[0] * y[0]) * y[1] - y[0]]
    }
    fn f(y: [f64; 2], mu: f64, steps: usize) -> [f64; 2] {
        let h = 0.1;
        let mut y = y;
        for _ in 0..steps {
            let k1 = rates(y, mu);
            let k2 = rates([y[0] + 0.5 * h * k1[0], y[1] + 0.5 * h * k1[1]], mu);
            let k3 = rates([y[0] + 0.5 * h * k2[0], y[1] + 0.5 * h * k2[1]], mu);
            let k4 = rates([y[0] + h * k3[0], y[1] + h * k3[1]], mu);
            for i in 0..2 {
                y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
            }
        }
        y
    }
}

function! { overwritten_in_both_arms(x = 0.6, n: 5)
    fn f(x: f64, n: usize) -> f64 {
        let mut a = x;
        let mut b = 1.0;
        for i in 0..n {
            if i % 2 == 0 {
                b = a * b;
                a = 0.5;
            } else {
                a = b * a + x;
                b = a;
            }
        }
        a * b
    }
}

function! { copy_of_a_mutable_parameter(x = 0.7, y = 0.4)
    fn f(mut x: f64, mut y: f64) -> f64 {
        let mut s = x;
        let before = y;
        let (mut t, kept) = (y, x);
        x *= 1.1 * y;
        y += x.sin();
        s *= before * t;
        t = s * kept;
        s * x + y * t
    }
}

function! { copy_of_a_mutable_array(a = [0.7, 0.4])
    fn f(mut a: [f64; 2]) -> f64 {
        let mut b = a;
        a[0] *= a[1];
        b[1] *= a[0] * b[0];
        let c = b;
        b[0] = c[1] * c[1];
        a[0] * b[1] + c[0] * b[0]
    }
}

function! { copies_of_one_row(&x = vec![0.7, -0.4, 0.9], n: 2, @at [0.3, 1.1, -0.6])
    fn f(x: &[f64], n: usize) -> f64 {
        let mut m = vec![x.to_vec(); n];
        let none = vec![x.to_vec(); 0];
        m[n - 1][1] *= m[0][0];
        for i in 0..n {
            let cube = vec![vec![m[i].clone(); n]; 2];
            m[n - 1 - i][2] += cube[1][i][2] * cube[0][0][1];
        }
        m[0][2] * m[1][1] + m[0][1] * none.len() as f64
    }
}
