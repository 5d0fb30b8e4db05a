//! What generated code relies on.

use super::*;
use alloc::vec;

#[test]
fn members_of_ranges() {
    for k in 0..5 {
        assert_eq!(Some(nth(-2i8, k)), (-2i8..3).nth(k));
        assert_eq!(Some(nth_back(9u32, k)), (4..9u32).nth_back(k));
    }
    assert_eq!(nth(-100i8, 199), 99);
    assert_eq!(nth_back(100i8, 199), -100);
}

#[test]
fn reals_of_tangents() {
    let mut t = (1.0, vec![[0.0, 2.0]], ());
    assert_eq!(flatten(&t), [1.0, 0.0, 2.0]);
    set_basis(&mut t, 1);
    assert_eq!(t.1, [[1.0, 2.0]]);
    let mut m: Matrix = Matrix::zeros(4, 4);
    assert_eq!(row_from(&mut m, 2, 1, &t), 4);
    assert_eq!(m.row(2), [0.0, 1.0, 1.0, 2.0]);
}

#[test]
fn columns_in_lanes() {
    let mut lanes = (1.0, vec![2.0, 3.0]).zero_lanes(Width::<2>);
    assert_eq!(set_basis_lanes(&mut lanes, 4, 6), 7);
    assert_eq!(lanes.0, Lanes([0.0, 0.0]));
    assert_eq!(lanes.1, [Lanes([0.0, 0.0]), Lanes([1.0, 0.0])]);
    let mut m: Matrix = Matrix::zeros(4, 7);
    assert_eq!(columns_from(&mut m, 1, 6, &lanes), 4);
    assert_eq!((m[(2, 6)], m[(3, 6)]), (0.0, 1.0));
    let mut row = [Lanes([0.0; 2]); 3];
    set_lane_of_slice(&mut row, 1, &[1.0, 2.0, 3.0]);
    let mut back = [0.0; 3];
    lane_of_slice(&row, 1, &mut back);
    assert_eq!(back, [1.0, 2.0, 3.0]);
}

#[test]
#[should_panic(expected = "basis vector 2 of a tangent space of dimension 2")]
fn no_such_basis_vector() {
    set_basis(&mut [0.0; 2], 2);
}

#[test]
#[should_panic(expected = "`x_bar` has length 3, but `x` has length 4")]
fn a_buffer_of_wrong_length() {
    check_len(3, 4, "x_bar");
}

#[test]
#[should_panic(expected = "`x_dot` has length 3, but `x` has length 4")]
fn a_tangent_of_wrong_length() {
    check_len(3, 4, "x_dot");
}

#[test]
#[should_panic(expected = "`jacobian` is a 2 x 3 matrix, but the result is 3 x 2")]
fn a_matrix_of_wrong_shape() {
    check_shape(&Matrix::<f64>::zeros(2, 3), 3, 2, "jacobian");
}

#[test]
fn overwriting_keeps_allocations() {
    let mut rows = [vec![0.0; 2]];
    let address = rows[0].as_ptr();
    overwrite_slice(&mut rows, &[vec![1.0, 2.0]]);
    assert_eq!((rows[0].as_ptr(), rows[0][1]), (address, 2.0));
}
