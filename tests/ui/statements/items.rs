use autodiff::grad;

#[grad]
fn items(x: f64) -> f64 {
    static HALF: f64 = 0.5;
    static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    static mut LAST: f64 = 0.0;
    struct Local;
    enum Either {
        A,
    }
    union Both {
        a: u8,
    }
    impl Local {}
    trait Named {}
    mod inner {}
    extern crate std as again;
    unsafe extern "C" {}
    macro_rules! twice {
        ($e:expr) => {
            2.0 * $e
        };
    }
    let y = {
        const K: f64 = 2.0;
        x * K * twice!(1.0)
    };
    if x > 0.0 {
        use std::f64::consts::PI;
        return y * PI;
    }
    y * HALF
}

fn main() {
    let _ = items::grad(1.0);
}
