//! Exits that only skip the rest are absorbed, others stay.

use super::{lowered, outline, structured};
use syn::{ItemFn, parse_quote};

fn after(item: &ItemFn) -> String {
    let f = structured(item);
    outline(&f, &f.body)
}

#[test]
fn continue_becomes_the_other_branch() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                if i == 3 {
                    continue;
                }
                s = s * x;
            }
            s
        }
    };
    let before = lowered(&item);
    assert_eq!(
        outline(&before, &before.body),
        "let s; for i { if { continue }; s = }"
    );
    assert_eq!(after(&item), "let s; for i { if {} else { s = } }");
    assert!(structured(&item).restructured);
}

#[test]
fn return_in_a_branch_takes_the_rest_as_the_other() {
    let item = parse_quote! {
        fn f(x: f64) -> f64 {
            if x > 1.0 {
                return x;
            }
            let mut y = x;
            y = y * y;
            y
        }
    };
    assert_eq!(
        after(&item),
        "let result; if { result = } else { let y; y =; result = }"
    );
}

#[test]
fn nested_exits_are_absorbed_from_the_outside_in() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                if i == 1 {
                    continue;
                }
                s = s * x;
                if i == 2 {
                    s += 1.0;
                    continue;
                }
                s = s * s;
            }
            s
        }
    };
    assert_eq!(
        after(&item),
        "let s; for i { if {} else { s =; if { s += } else { s = } } }"
    );
}

#[test]
fn arms_of_a_match_absorb() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                match i {
                    0 => continue,
                    1 => s = s * 2.0,
                    _ => continue,
                }
                s = s * s;
            }
            s
        }
    };
    assert_eq!(after(&item), "let s; for i { match {} { s =; s = } {} }");
}

#[test]
fn break_stays() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                if i == 3 {
                    break;
                }
                s = s * x;
            }
            s
        }
    };
    assert_eq!(after(&item), "let s; for i { if { break }; s = }");
    assert!(!structured(&item).restructured);
}

#[test]
fn break_at_the_end_of_a_labelled_block_goes() {
    let item = parse_quote! {
        fn f(x: f64) -> f64 {
            let mut s = x;
            'a: {
                if x > 0.0 {
                    break 'a;
                }
                s = s * x;
            }
            s
        }
    };
    assert_eq!(after(&item), "let s; block { if {} else { s = } }");
}

#[test]
fn return_out_of_a_loop_stays() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                if i == 3 {
                    return s;
                }
                s = s * x;
            }
            s
        }
    };
    assert_eq!(
        after(&item),
        "let result; let s; for i { if { result =; return }; s = }; result ="
    );
}

#[test]
fn what_follows_an_exit_goes() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                if i == 3 {
                    s = s * s;
                    if x > 1.0 {
                        continue;
                    } else {
                        continue;
                    }
                }
                s = s * x;
            }
            s
        }
    };
    assert!(!after(&item).contains("continue; "), "{}", after(&item));
}
