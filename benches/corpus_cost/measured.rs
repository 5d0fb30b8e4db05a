//! The macros of the corpus that a measurement has instead of a test; the others are its own.

/// The module of one program; the attributes come in their brackets.
macro_rules! instantiate {
    ($attributes:tt [$result:ident] $name:ident($($arguments:tt)*) $($item:item)+) => {
        pub(super) mod $name {
            #[allow(unused_imports, reason = "not every program needs the constants around it")]
            use super::*;

            $(annotated! { $attributes $item })+

            fn measure() -> $crate::cost::Times {
                arguments! { [$name $result f] [] [] [] [] [] [] $($arguments)* }
            }

            inventory::submit! { $crate::cost::Program { name: module_path!(), measure } }
        }
    };
}

/// Arguments that are not differentiated are no constants either.
macro_rules! fixed {
    ($e:expr) => {
        std::hint::black_box($e)
    };
}

/// The runs of one program. All begin with the same arguments, which is what `rewinding` is subtracted for.
macro_rules! adapters {
    ([$name:ident $result:ident $f:ident] $arg:tt [$($dot:tt)*] $many:tt $bar:tt
     [$($x:ident = $xe:expr => $along:tt,)*] [$($a:ident = $ae:expr,)*] $wanted:tt) => {{
        let mut inputs = Vec::new();
        $($crate::flat::Flat::reals(&$xe, &mut inputs);)*
        $($crate::flat::Flat::reals(&$ae, &mut inputs);)*
        let changed: &[&str] = &[$(stringify!($a)),*];
        let runs = $crate::cost::Runs {
            inputs: inputs.len(),
            rewinding: run!([$($x = $xe,)*] [$($a = $ae,)*] {} {}),
            primal: run!([$($x = $xe,)*] [$($a = $ae,)*] {} { call!([$f] $arg) }),
            gradient: {
                let (mut tape, y_bar);
                run!([$($x = $xe,)*] [$($a = $ae,)*] {
                    tape = autodiff::Tape::new();
                    y_bar = $crate::argument::ones(&call!([$f] $arg));
                    $($a.reshape();)*
                } {
                    reverse!($result [$f::vjp_with] $arg [tape y_bar] [] $($dot)*)
                })
            },
            tangent: run!([$($x = $xe,)*] [$($a = $ae,)*] {} { call!([$f::jvp] $arg $($dot)*) }),
        };
        runs.timed(!changed.is_empty())
    }};
}

/// Calls with the same arguments each time, behind what is done once.
macro_rules! run {
    ([$($x:ident = $xe:expr,)*] [$($a:ident = $ae:expr,)*] {$($once:tt)*} {$($called:tt)*}) => {{
        use std::hint::black_box;
        $(let mut $x = $crate::argument::Argument::new($xe);)*
        $(let mut $a = $crate::argument::Argument::new($ae);)*
        $($once)*
        move |calls: u32| {
            for _ in 0..calls {
                $(black_box(&mut $x);)*
                $($a.rewind(); black_box(&mut $a);)*
                black_box({ $($called)* });
            }
        }
    }};
}

/// The reverse mode on a tape that is kept, with the cotangent of every argument in a buffer that is kept: of each tangent among the
/// arguments the buffer is the cotangent's.
macro_rules! reverse {
    ($result:ident $f:tt $arg:tt $own:tt [$($bar:tt)*] $x:ident.dot(), $($rest:tt)*) => {
        reverse!($result $f $arg $own [$($bar)* &mut $x.d,] $($rest)*)
    };
    ($result:ident $f:tt $arg:tt $own:tt [$($bar:tt)*] &mut $x:ident.d, $($rest:tt)*) => {
        reverse!($result $f $arg $own [$($bar)* &mut $x.d,] $($rest)*)
    };
    ($result:ident $f:tt $arg:tt $own:tt [$($bar:tt)*] &$x:ident.d, $($rest:tt)*) => {
        reverse!($result $f $arg $own [$($bar)* &mut $x.d,] $($rest)*)
    };
    (none [$($f:tt)*] [$($arg:tt)*] [$tape:ident $y_bar:ident] [$($bar:tt)*]) => {
        $($f)*(&mut $tape, $($arg)* $($bar)*)
    };
    ($result:ident [$($f:tt)*] [$($arg:tt)*] [$tape:ident $y_bar:ident] [$($bar:tt)*]) => {
        $($f)*(&mut $tape, $($arg)* Clone::clone(&$y_bar), $($bar)*)
    };
}
