//! Arguments and results as flat vectors of reals.

/// What a tangent that nobody reads is made of.
pub(crate) const NO_TANGENTS: &[f64] = &[0.0; 64];

/// A flat vector of reals, read from its beginning.
pub(crate) struct Reader<'a>(std::slice::Iter<'a, f64>);

impl<'a> Reader<'a> {
    pub(crate) fn new(reals: &'a [f64]) -> Self {
        Reader(reals.iter())
    }

    fn next(&mut self) -> f64 {
        *self.0.next().expect("as many reals as the shape holds")
    }
}

/// Values made of reals and of other things, in a fixed order.
pub(crate) trait Flat: Clone {
    type Tangent: Flat;
    /// Appends the reals.
    fn reals(&self, out: &mut Vec<f64>);
    /// Appends the bits of everything, integers included.
    fn bits(&self, out: &mut Vec<u64>);
    /// Replaces the reals.
    fn refill(&mut self, from: &mut Reader<'_>);
    /// A tangent of this shape.
    fn tangent(&self, from: &mut Reader<'_>) -> Self::Tangent;
}

macro_rules! flat_real {
    ($($t:ty)*) => {$(
        impl Flat for $t {
            type Tangent = $t;
            fn reals(&self, out: &mut Vec<f64>) { out.push(f64::from(*self)); }
            fn bits(&self, out: &mut Vec<u64>) { out.push(u64::from(self.to_bits())); }
            fn refill(&mut self, from: &mut Reader<'_>) { *self = from.next() as $t; }
            fn tangent(&self, from: &mut Reader<'_>) -> $t { from.next() as $t }
        }
    )*};
}
flat_real!(f64 f32);

macro_rules! flat_other {
    ($($t:ty)*) => {$(
        impl Flat for $t {
            type Tangent = ();
            fn reals(&self, _: &mut Vec<f64>) {}
            fn bits(&self, out: &mut Vec<u64>) { out.push(*self as u64); }
            fn refill(&mut self, _: &mut Reader<'_>) {}
            fn tangent(&self, _: &mut Reader<'_>) {}
        }
    )*};
}
flat_other!(u8 u32 u64 usize i32 i64 bool);

impl<T: Flat> Flat for Vec<T> {
    type Tangent = Vec<T::Tangent>;
    fn reals(&self, out: &mut Vec<f64>) {
        self.iter().for_each(|v| v.reals(out));
    }
    fn bits(&self, out: &mut Vec<u64>) {
        self.iter().for_each(|v| v.bits(out));
    }
    fn refill(&mut self, from: &mut Reader<'_>) {
        self.iter_mut().for_each(|v| v.refill(from));
    }
    fn tangent(&self, from: &mut Reader<'_>) -> Self::Tangent {
        self.iter().map(|v| v.tangent(from)).collect()
    }
}

impl<T: Flat, const N: usize> Flat for [T; N] {
    type Tangent = [T::Tangent; N];
    fn reals(&self, out: &mut Vec<f64>) {
        self.iter().for_each(|v| v.reals(out));
    }
    fn bits(&self, out: &mut Vec<u64>) {
        self.iter().for_each(|v| v.bits(out));
    }
    fn refill(&mut self, from: &mut Reader<'_>) {
        self.iter_mut().for_each(|v| v.refill(from));
    }
    fn tangent(&self, from: &mut Reader<'_>) -> Self::Tangent {
        std::array::from_fn(|i| self[i].tangent(from))
    }
}

macro_rules! flat_tuple {
    ($($t:ident)*) => {
        #[allow(non_snake_case, clippy::unused_unit, reason = "the type parameters name the fields; () is a tuple too")]
        impl<$($t: Flat),*> Flat for ($($t,)*) {
            type Tangent = ($($t::Tangent,)*);
            fn reals(&self, _out: &mut Vec<f64>) { let ($($t,)*) = self; $($t.reals(_out);)* }
            fn bits(&self, _out: &mut Vec<u64>) { let ($($t,)*) = self; $($t.bits(_out);)* }
            fn refill(&mut self, _from: &mut Reader<'_>) { let ($($t,)*) = self; $($t.refill(_from);)* }
            fn tangent(&self, _from: &mut Reader<'_>) -> Self::Tangent { let ($($t,)*) = self; ($($t.tangent(_from),)*) }
        }
    };
}
flat_tuple!();
flat_tuple!(A);
flat_tuple!(A B);
flat_tuple!(A B C);
flat_tuple!(A B C D);
flat_tuple!(A B C D E);
flat_tuple!(A B C D E F);

/// An argument with its tangent or cotangent.
pub(crate) struct Argument<T: Flat> {
    pub(crate) v: T,
    pub(crate) d: T::Tangent,
    /// The tangent in a second lane.
    pub(crate) e: T::Tangent,
    initial: T,
}

impl<T: Flat> Argument<T> {
    pub(crate) fn new(mut v: T, at: &mut Reader<'_>, dots: &mut Reader<'_>) -> Self {
        v.refill(at);
        let d = v.tangent(dots);
        let (e, initial) = (d.clone(), v.clone());
        Argument { v, d, e, initial }
    }

    /// With tangents in two lanes.
    pub(crate) fn in_lanes(v: T, at: &mut Reader<'_>, dots: [&mut Reader<'_>; 2]) -> Self {
        let [first, second] = dots;
        let mut argument = Argument::new(v, at, first);
        argument.e = argument.v.tangent(second);
        argument
    }

    pub(crate) fn value(&self) -> T {
        self.v.clone()
    }

    pub(crate) fn dot(&self) -> T::Tangent {
        self.d.clone()
    }

    pub(crate) fn second_dot(&self) -> T::Tangent {
        self.e.clone()
    }

    /// After a run of the primal: the initial value again; and a cotangent in the shape of the final value, if asked.
    pub(crate) fn rewind(&mut self, bars: Option<&mut Reader<'_>>) {
        if let Some(bars) = bars {
            self.d = self.v.tangent(bars);
        }
        self.v = self.initial.clone();
    }
}
