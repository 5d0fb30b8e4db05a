//! What can lie on a tape, and how.

#[cfg(test)]
mod tests;

use super::Tape;
use alloc::vec::Vec;

/// A value that one word holds, by its bits.
///
/// ```
/// use autodiff_runtime::tape::Word;
///
/// let odd_nan = f64::from_bits(0x7ff8_0000_dead_beef);
/// assert_eq!(f64::from_word(odd_nan.to_word()).to_bits(), odd_nan.to_bits());
/// assert_eq!(i8::from_word((-3i8).to_word()), -3);
/// ```
pub trait Word: Copy {
    /// The word that holds this value.
    fn to_word(self) -> u64;
    /// The value that a word holds.
    fn from_word(word: u64) -> Self;
}

/// A value that can lie on a [`Tape`].
///
/// Only `keep`, `restore` and `blank` need to be written; the others are about slices and vectors of the type.
pub trait Keep {
    /// Pushes the value.
    fn keep(&self, tape: &mut Tape);

    /// Pops what `keep` pushed.
    fn restore(tape: &mut Tape) -> Self
    where
        Self: Sized;

    /// Some value, to be overwritten before it is read.
    fn blank() -> Self
    where
        Self: Sized;

    /// Overwrites `place` with what `keep` pushed.
    #[inline]
    fn restore_over(place: &mut Self, tape: &mut Tape)
    where
        Self: Sized,
    {
        *place = Self::restore(tape);
    }

    /// Pushes the elements of a slice: the last one first, so that they are popped in order.
    #[inline]
    fn keep_slice(slice: &[Self], tape: &mut Tape)
    where
        Self: Sized,
    {
        slice.iter().rev().for_each(|x| x.keep(tape));
    }

    /// Overwrites the elements of `slice` with what `keep_slice` pushed.
    #[inline]
    fn restore_slice(slice: &mut [Self], tape: &mut Tape)
    where
        Self: Sized,
    {
        slice.iter_mut().for_each(|x| Self::restore_over(x, tape));
    }

    /// Makes `vec` the `len` elements that `keep_slice` pushed.
    #[inline]
    fn restore_vec(vec: &mut Vec<Self>, len: usize, tape: &mut Tape)
    where
        Self: Sized,
    {
        vec.truncate(len);
        Self::restore_slice(vec, tape);
        vec.extend((vec.len()..len).map(|_| Self::restore(tape)));
    }

    /// Pops an array that `keep_slice` pushed.
    #[inline]
    fn restore_array<const N: usize>(tape: &mut Tape) -> [Self; N]
    where
        Self: Sized,
    {
        core::array::from_fn(|_| Self::restore(tape))
    }
}

/// A place that can be overwritten from a [`Tape`]: every sized [`Keep`], and slices.
pub trait Restore {
    /// Overwrites the place with what was pushed last.
    fn restore_into(&mut self, tape: &mut Tape);
}

impl<T: Keep> Restore for T {
    #[inline]
    fn restore_into(&mut self, tape: &mut Tape) {
        T::restore_over(self, tape);
    }
}

impl<T: Keep> Restore for [T] {
    #[inline]
    fn restore_into(&mut self, tape: &mut Tape) {
        T::restore_slice(self, tape);
    }
}

macro_rules! words {
    ($($t:ty: |$x:ident| $to:expr, |$w:ident| $from:expr;)*) => {$(
        impl Word for $t {
            #[inline(always)]
            fn to_word(self) -> u64 {
                let $x = self;
                $to
            }
            #[inline(always)]
            fn from_word($w: u64) -> Self {
                $from
            }
        }
        impl Keep for $t {
            #[inline(always)]
            fn keep(&self, tape: &mut Tape) {
                tape.push_word(self.to_word());
            }
            #[inline(always)]
            fn restore(tape: &mut Tape) -> Self {
                Self::from_word(tape.pop_word())
            }
            #[inline(always)]
            fn blank() -> Self {
                Self::from_word(0)
            }
            #[inline]
            fn keep_slice(slice: &[Self], tape: &mut Tape) {
                tape.push_block(slice);
            }
            #[inline]
            fn restore_slice(slice: &mut [Self], tape: &mut Tape) {
                let block = tape.last_frame(slice.len());
                slice
                    .iter_mut()
                    .zip(block)
                    .for_each(|(x, word)| *x = Self::from_word(*word));
                tape.drop_frame(slice.len());
            }
            #[inline]
            fn restore_vec(vec: &mut Vec<Self>, len: usize, tape: &mut Tape) {
                vec.clear();
                let block = tape.last_frame(len);
                vec.extend(block.iter().map(|word| Self::from_word(*word)));
                tape.drop_frame(len);
            }
            #[inline]
            fn restore_array<const N: usize>(tape: &mut Tape) -> [Self; N] {
                let block = tape.last_frame(N);
                let array = core::array::from_fn(|i| Self::from_word(block[i]));
                tape.drop_frame(N);
                array
            }
        }
    )*};
}
words! {
    f64: |x| x.to_bits(), |w| f64::from_bits(w);
    f32: |x| u64::from(x.to_bits()), |w| f32::from_bits(w as u32);
    bool: |x| u64::from(x), |w| w != 0;
    char: |x| u64::from(u32::from(x)), |w| char_of(w);
    u8: |x| u64::from(x), |w| w as u8;
    u16: |x| u64::from(x), |w| w as u16;
    u32: |x| u64::from(x), |w| w as u32;
    u64: |x| x, |w| w;
    usize: |x| x as u64, |w| w as usize;
    i8: |x| x as u64, |w| w as i8;
    i16: |x| x as u64, |w| w as i16;
    i32: |x| x as u64, |w| w as i32;
    i64: |x| x as u64, |w| w as i64;
    isize: |x| x as u64, |w| w as isize;
}

#[inline]
fn char_of(word: u64) -> char {
    match u32::try_from(word).ok().and_then(char::from_u32) {
        Some(c) => c,
        None => not_a_char(word),
    }
}

#[cold]
#[inline(never)]
fn not_a_char(word: u64) -> ! {
    panic!("internal error of autodiff: the word {word:#x} on the tape is no `char`");
}

macro_rules! double_words {
    ($($t:ty)*) => {$(
        impl Keep for $t {
            #[inline]
            fn keep(&self, tape: &mut Tape) {
                tape.push_word(*self as u64);
                tape.push_word((*self >> 64) as u64);
            }
            #[inline]
            fn restore(tape: &mut Tape) -> Self {
                let high = tape.pop_word();
                let low = tape.pop_word();
                (u128::from(high) << 64 | u128::from(low)) as $t
            }
            #[inline]
            fn blank() -> Self {
                0
            }
        }
    )*};
}
double_words! { u128 i128 }

impl Keep for () {
    #[inline(always)]
    fn keep(&self, _: &mut Tape) {}
    #[inline(always)]
    fn restore(_: &mut Tape) {}
    #[inline(always)]
    fn blank() {}
}

impl<T: ?Sized> Keep for core::marker::PhantomData<T> {
    #[inline]
    fn keep(&self, _: &mut Tape) {}
    #[inline]
    fn restore(_: &mut Tape) -> Self {
        Self
    }
    #[inline]
    fn blank() -> Self {
        Self
    }
}

impl<T: Keep> Keep for alloc::boxed::Box<T> {
    #[inline]
    fn keep(&self, tape: &mut Tape) {
        T::keep(self, tape);
    }
    #[inline]
    fn restore(tape: &mut Tape) -> Self {
        Self::new(T::restore(tape))
    }
    #[inline]
    fn blank() -> Self {
        Self::new(T::blank())
    }
}

impl Keep for alloc::string::String {
    fn keep(&self, tape: &mut Tape) {
        self.chars().rev().for_each(|c| c.keep(tape));
        self.chars().count().keep(tape);
    }
    fn restore(tape: &mut Tape) -> Self {
        let len = usize::restore(tape);
        (0..len).map(|_| char::restore(tape)).collect()
    }
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Keep> Keep for [T] {
    #[inline]
    fn keep(&self, tape: &mut Tape) {
        T::keep_slice(self, tape);
    }
}

impl<T: Keep, const N: usize> Keep for [T; N] {
    #[inline]
    fn keep(&self, tape: &mut Tape) {
        T::keep_slice(self, tape);
    }
    #[inline]
    fn restore(tape: &mut Tape) -> Self {
        T::restore_array(tape)
    }
    #[inline]
    fn blank() -> Self {
        core::array::from_fn(|_| T::blank())
    }
    #[inline]
    fn restore_over(place: &mut Self, tape: &mut Tape) {
        T::restore_slice(place, tape);
    }
    // rows of words are one block
    #[inline]
    fn keep_slice(slice: &[Self], tape: &mut Tape) {
        T::keep_slice(slice.as_flattened(), tape);
    }
    #[inline]
    fn restore_slice(slice: &mut [Self], tape: &mut Tape) {
        T::restore_slice(slice.as_flattened_mut(), tape);
    }
    #[inline]
    fn restore_vec(vec: &mut Vec<Self>, len: usize, tape: &mut Tape) {
        vec.resize_with(len, Self::blank);
        Self::restore_slice(vec, tape);
    }
    #[inline]
    fn restore_array<const M: usize>(tape: &mut Tape) -> [Self; M] {
        let mut array = core::array::from_fn(|_| Self::blank());
        Self::restore_slice(&mut array, tape);
        array
    }
}

impl<T: Keep> Keep for Vec<T> {
    #[inline]
    fn keep(&self, tape: &mut Tape) {
        T::keep_slice(self, tape);
        tape.push_word(self.len() as u64);
    }
    #[inline]
    fn restore(tape: &mut Tape) -> Self {
        let len = tape.pop_word() as usize;
        let mut vec = Vec::with_capacity(len);
        T::restore_vec(&mut vec, len, tape);
        vec
    }
    #[inline]
    fn blank() -> Self {
        Vec::new()
    }
    #[inline]
    fn restore_over(place: &mut Self, tape: &mut Tape) {
        let len = tape.pop_word() as usize;
        T::restore_vec(place, len, tape);
    }
}

impl<T: Keep> Keep for Option<T> {
    #[inline]
    fn keep(&self, tape: &mut Tape) {
        if let Some(value) = self {
            value.keep(tape);
        }
        tape.push_word(u64::from(self.is_some()));
    }
    #[inline]
    fn restore(tape: &mut Tape) -> Self {
        (tape.pop_word() != 0).then(|| T::restore(tape))
    }
    #[inline]
    fn blank() -> Self {
        None
    }
}

macro_rules! tuple {
    ($($t:ident $i:tt)*; $($j:tt)*) => {
        impl<$($t: Keep),*> Keep for ($($t,)*) {
            #[inline]
            fn keep(&self, tape: &mut Tape) {
                // The last first, so that they are popped in order.
                $(self.$j.keep(tape);)*
            }
            #[inline]
            fn restore(tape: &mut Tape) -> Self {
                ($($t::restore(tape),)*)
            }
            #[inline]
            fn blank() -> Self {
                ($($t::blank(),)*)
            }
            #[inline]
            fn restore_over(place: &mut Self, tape: &mut Tape) {
                $($t::restore_over(&mut place.$i, tape);)*
            }
        }
    };
}
tuple! { A 0; 0 }
tuple! { A 0 B 1; 1 0 }
tuple! { A 0 B 1 C 2; 2 1 0 }
tuple! { A 0 B 1 C 2 D 3; 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4; 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5; 5 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6; 6 5 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7; 7 6 5 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8; 8 7 6 5 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9; 9 8 7 6 5 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10; 10 9 8 7 6 5 4 3 2 1 0 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11; 11 10 9 8 7 6 5 4 3 2 1 0 }
