//! Values whose reals can be changed one at a time.

use alloc::string::String;
use alloc::vec::Vec;

/// A value whose reals can be changed: an argument of [`gradient_of`](super::gradient_of).
///
/// The order of the reals is that of the type's tangent. Integers, flags and text have none.
pub trait Perturb: Clone {
    /// Replaces the reals in order (`f32` widened).
    fn map_reals(&mut self, f: &mut dyn FnMut(f64) -> f64);
}

impl Perturb for f64 {
    fn map_reals(&mut self, f: &mut dyn FnMut(f64) -> f64) {
        *self = f(*self);
    }
}

impl Perturb for f32 {
    fn map_reals(&mut self, f: &mut dyn FnMut(f64) -> f64) {
        *self = f(f64::from(*self)) as f32;
    }
}

macro_rules! no_reals {
    ($($t:ty)*) => {$(
        impl Perturb for $t {
            fn map_reals(&mut self, _: &mut dyn FnMut(f64) -> f64) {}
        }
    )*};
}
no_reals! { () bool char &str String u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

macro_rules! rows {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Perturb for $t {
            fn map_reals(&mut self, f: &mut dyn FnMut(f64) -> f64) {
                self.iter_mut().for_each(|x| x.map_reals(f));
            }
        }
    )*};
}
rows! {
    [T: Perturb] Vec<T>;
    [T: Perturb, const N: usize] [T; N];
    [T: Perturb] Option<T>;
}

macro_rules! tuple {
    ($($t:ident $i:tt)*) => {
        impl<$($t: Perturb),*> Perturb for ($($t,)*) {
            fn map_reals(&mut self, f: &mut dyn FnMut(f64) -> f64) {
                $(self.$i.map_reals(f);)*
            }
        }
    };
}
tuple! { A 0 }
tuple! { A 0 B 1 }
tuple! { A 0 B 1 C 2 }
tuple! { A 0 B 1 C 2 D 3 }
tuple! { A 0 B 1 C 2 D 3 E 4 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 }
