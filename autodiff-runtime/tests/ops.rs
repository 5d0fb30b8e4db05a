//! The table of operations against extrapolated differences, row by row, with no test for any single row;
//! then the conventions where calculus leaves a choice, one by one.

mod ops {
    mod conventions;
    mod functions;
    mod lifted;
    mod rows;
}
