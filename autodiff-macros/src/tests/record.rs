//! Trips, routes and arms become variables where the reverse sweep asks for them, and only there.

use super::{outline, recorded};
use crate::ir::{Function, Ty};
use syn::{ItemFn, parse_quote};

fn after(item: &ItemFn) -> String {
    let f = recorded(item);
    outline(&f, &f.body)
}

fn records(f: &Function) -> Vec<&str> {
    f.records.iter().map(|v| f.var(*v).name.as_str()).collect()
}

#[test]
fn a_plain_range_needs_no_record() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                for j in (0..i).rev() {
                    s = s * x;
                }
                for j in 0..=i {
                    if s > 1.0 {
                        s = s * 0.5;
                    }
                }
            }
            s
        }
    };
    assert!(records(&recorded(&item)).is_empty(), "{}", after(&item));
}

#[test]
fn while_counts_trips_and_names_its_exit() {
    let item = parse_quote! {
        fn f(x: f64) -> f64 {
            let mut s = x;
            while s > 1.0 {
                s = s * 0.5;
            }
            s
        }
    };
    assert_eq!(
        after(&item),
        "let s; let trips; let route; loop { trips +=; if { route =; break }; s = }"
    );
}

#[test]
fn break_counts_trips_of_a_range() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                s = s * x;
                if s > 1.0 {
                    break;
                }
                s = s * s;
            }
            s
        }
    };
    assert_eq!(
        after(&item),
        "let s; let trips; let route; for i { trips +=; s =; if { route =; break }; s = }"
    );
}

#[test]
fn an_absorbed_continue_needs_no_record() {
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
    assert_eq!(after(&item), "let s; for i { if {} else { s = } }");
}

#[test]
fn a_continue_that_stays_belongs_to_the_iteration() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            'a: for i in 0..n {
                for j in 0..i {
                    if s > 1.0 {
                        continue 'a;
                    }
                    s = s * x;
                }
                s = s * s;
            }
            s
        }
    };
    assert_eq!(
        after(&item),
        "let s; for i { let route; let trips; let route_1; for j { trips +=; \
         if { route_1 =; route =; continue }; s = }; s = }"
    );
}

#[test]
fn return_is_noted_in_every_loop_it_leaves() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                while s < 1.0 {
                    if x > 2.0 {
                        return s;
                    }
                    s = s * x;
                }
            }
            s
        }
    };
    let f = recorded(&item);
    assert!(f.route.is_some());
    let mut names = records(&f);
    names.sort_unstable();
    assert_eq!(names, ["route", "route_1", "route_2", "trips", "trips_1"]);
    let text = after(&item);
    let noted = text.matches("route =; ").count() + text.matches("route_1 =; ").count();
    assert!(noted >= 2 && text.contains("return"), "{text}");
}

#[test]
fn a_stepped_range_counts_trips() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in (0..n).step_by(2) {
                s = s * x;
            }
            s
        }
    };
    assert_eq!(after(&item), "let s; let trips; for i { trips +=; s = }");
}

#[test]
fn arms_are_numbered() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            match n {
                0 => s = s * 2.0,
                1 => s = s * s,
                _ => {}
            }
            s
        }
    };
    assert_eq!(
        after(&item),
        "let s; let arm; match { s = } { arm =; s = } { arm = }"
    );
}

#[test]
fn a_variable_without_a_value_starts_with_a_dummy_where_exits_remain() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for i in 0..n {
                if s > 3.0 {
                    break;
                }
                let y;
                if s > 1.0 {
                    y = s * 0.5;
                } else {
                    y = s * 3.0;
                }
                s = y;
            }
            s
        }
    };
    let f = recorded(&item);
    assert!(!f.display(&f.body).contains("Real(F64) = \n"));
    assert!(
        f.records
            .iter()
            .all(|v| matches!(&f.var(*v).ty, Ty::Int(Some(n)) if n == "usize"))
    );
}
