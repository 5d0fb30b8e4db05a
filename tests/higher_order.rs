use autodiff::taylor;

#[taylor]
fn g(x: f64, k: f64) -> f64 {
    let mut y = 1.0;
    for i in 0..3 {
        y *= x + k * i as f64;
        if y > 2.0 {
            y += x.sin();
        }
    }
    y
}

#[taylor]
fn f(x: f64) -> f64 {
    g(x * x, 2.0) + x.powi(3) / (1.0 + x)
}

#[derive(autodiff::Differentiable, Clone, Copy)]
struct Spring {
    k: f64,
    n: usize,
}

impl Spring {
    #[taylor(wrt(x))]
    fn energy(&self, x: f64) -> f64 {
        let mut e = 0.5 * self.k * x * x;
        e += self.k * x.exp() * self.n as f64;
        e
    }
}

#[taylor]
fn through(x: f64) -> f64 {
    let s = Spring { k: 2.0 * x, n: 3 };
    s.energy(x) + x
}

#[test]
fn first() {
    println!("{:?}", f::taylor::<4>(1.5));
    println!("{:?}", Spring { k: 2.0, n: 2 }.energy_taylor::<4>(1.0));
    println!("{:?}", through::taylor::<4>(1.0));
}
