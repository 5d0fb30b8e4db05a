//! Written by `BLESS=1 cargo test --test examples swell`: products of n factors.

use autodiff::{grad, jvp};

/// With n = 1, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_1(x: f64, w: &[f64]) -> f64 {
    x + w[0]
}

/// With n = 2, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_2(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    p1 * (x + w[1])
}

/// With n = 3, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_3(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    p2 * (x + w[2])
}

/// With n = 4, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_4(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    p3 * (x + w[3])
}

/// With n = 5, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_5(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    p4 * (x + w[4])
}

/// With n = 6, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_6(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    p5 * (x + w[5])
}

/// With n = 7, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_7(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    p6 * (x + w[6])
}

/// With n = 8, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_8(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    p7 * (x + w[7])
}

/// With n = 9, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_9(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    p8 * (x + w[8])
}

/// With n = 10, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_10(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    p9 * (x + w[9])
}

/// With n = 11, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_11(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    p10 * (x + w[10])
}

/// With n = 12, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_12(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    p11 * (x + w[11])
}

/// With n = 13, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_13(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    p12 * (x + w[12])
}

/// With n = 14, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_14(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    p13 * (x + w[13])
}

/// With n = 15, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_15(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    let p14 = p13 * (x + w[13]);
    p14 * (x + w[14])
}

/// With n = 16, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_16(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    let p14 = p13 * (x + w[13]);
    let p15 = p14 * (x + w[14]);
    p15 * (x + w[15])
}

/// With n = 17, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_17(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    let p14 = p13 * (x + w[13]);
    let p15 = p14 * (x + w[14]);
    let p16 = p15 * (x + w[15]);
    p16 * (x + w[16])
}

/// With n = 18, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_18(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    let p14 = p13 * (x + w[13]);
    let p15 = p14 * (x + w[14]);
    let p16 = p15 * (x + w[15]);
    let p17 = p16 * (x + w[16]);
    p17 * (x + w[17])
}

/// With n = 19, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_19(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    let p14 = p13 * (x + w[13]);
    let p15 = p14 * (x + w[14]);
    let p16 = p15 * (x + w[15]);
    let p17 = p16 * (x + w[16]);
    let p18 = p17 * (x + w[17]);
    p18 * (x + w[18])
}

/// With n = 20, products of n factors.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn product_20(x: f64, w: &[f64]) -> f64 {
    let p1 = x + w[0];
    let p2 = p1 * (x + w[1]);
    let p3 = p2 * (x + w[2]);
    let p4 = p3 * (x + w[3]);
    let p5 = p4 * (x + w[4]);
    let p6 = p5 * (x + w[5]);
    let p7 = p6 * (x + w[6]);
    let p8 = p7 * (x + w[7]);
    let p9 = p8 * (x + w[8]);
    let p10 = p9 * (x + w[9]);
    let p11 = p10 * (x + w[10]);
    let p12 = p11 * (x + w[11]);
    let p13 = p12 * (x + w[12]);
    let p14 = p13 * (x + w[13]);
    let p15 = p14 * (x + w[14]);
    let p16 = p15 * (x + w[15]);
    let p17 = p16 * (x + w[16]);
    let p18 = p17 * (x + w[17]);
    let p19 = p18 * (x + w[18]);
    p19 * (x + w[19])
}
