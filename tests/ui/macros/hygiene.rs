use autodiff::grad;

macro_rules! scaled {
    ($name:ident, $x:ident, $body:expr) => {
        #[grad]
        fn $name($x: f64) -> f64 {
            let y = 2.0 * $x;
            y * $body
        }
    };
}

scaled!(two_variables, x, {
    let y = x;
    y * y
});

macro_rules! outer_name {
    ($name:ident, $x:ident) => {
        #[grad]
        fn $name($x: f64, x: f64) -> f64 {
            $x * x
        }
    };
}

outer_name!(twice_x, x);

fn main() {
    let _ = two_variables::grad(1.0);
}
