//! Written by `BLESS=1 cargo test --test examples swell`: n layers of one soft ReLU.

use autodiff::{grad, jvp};

/// With n = 1, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_1(x: f64, w: &[f64]) -> f64 {
    (1.0 + (w[0] * x + w[1]).exp()).ln()
}

/// With n = 2, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_2(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    (1.0 + (w[2] * z1 + w[3]).exp()).ln()
}

/// With n = 3, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_3(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    (1.0 + (w[4] * z2 + w[5]).exp()).ln()
}

/// With n = 4, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_4(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    (1.0 + (w[6] * z3 + w[7]).exp()).ln()
}

/// With n = 5, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_5(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    (1.0 + (w[8] * z4 + w[9]).exp()).ln()
}

/// With n = 6, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_6(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    (1.0 + (w[10] * z5 + w[11]).exp()).ln()
}

/// With n = 7, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_7(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    (1.0 + (w[12] * z6 + w[13]).exp()).ln()
}

/// With n = 8, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_8(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    (1.0 + (w[14] * z7 + w[15]).exp()).ln()
}

/// With n = 9, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_9(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    (1.0 + (w[16] * z8 + w[17]).exp()).ln()
}

/// With n = 10, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_10(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    (1.0 + (w[18] * z9 + w[19]).exp()).ln()
}

/// With n = 11, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_11(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    (1.0 + (w[20] * z10 + w[21]).exp()).ln()
}

/// With n = 12, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_12(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    (1.0 + (w[22] * z11 + w[23]).exp()).ln()
}

/// With n = 13, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_13(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    (1.0 + (w[24] * z12 + w[25]).exp()).ln()
}

/// With n = 14, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_14(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    (1.0 + (w[26] * z13 + w[27]).exp()).ln()
}

/// With n = 15, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_15(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    let z14 = (1.0 + (w[26] * z13 + w[27]).exp()).ln();
    (1.0 + (w[28] * z14 + w[29]).exp()).ln()
}

/// With n = 16, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_16(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    let z14 = (1.0 + (w[26] * z13 + w[27]).exp()).ln();
    let z15 = (1.0 + (w[28] * z14 + w[29]).exp()).ln();
    (1.0 + (w[30] * z15 + w[31]).exp()).ln()
}

/// With n = 17, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_17(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    let z14 = (1.0 + (w[26] * z13 + w[27]).exp()).ln();
    let z15 = (1.0 + (w[28] * z14 + w[29]).exp()).ln();
    let z16 = (1.0 + (w[30] * z15 + w[31]).exp()).ln();
    (1.0 + (w[32] * z16 + w[33]).exp()).ln()
}

/// With n = 18, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_18(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    let z14 = (1.0 + (w[26] * z13 + w[27]).exp()).ln();
    let z15 = (1.0 + (w[28] * z14 + w[29]).exp()).ln();
    let z16 = (1.0 + (w[30] * z15 + w[31]).exp()).ln();
    let z17 = (1.0 + (w[32] * z16 + w[33]).exp()).ln();
    (1.0 + (w[34] * z17 + w[35]).exp()).ln()
}

/// With n = 19, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_19(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    let z14 = (1.0 + (w[26] * z13 + w[27]).exp()).ln();
    let z15 = (1.0 + (w[28] * z14 + w[29]).exp()).ln();
    let z16 = (1.0 + (w[30] * z15 + w[31]).exp()).ln();
    let z17 = (1.0 + (w[32] * z16 + w[33]).exp()).ln();
    let z18 = (1.0 + (w[34] * z17 + w[35]).exp()).ln();
    (1.0 + (w[36] * z18 + w[37]).exp()).ln()
}

/// With n = 20, n layers of one soft ReLU.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn chain_20(x: f64, w: &[f64]) -> f64 {
    let z1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let z2 = (1.0 + (w[2] * z1 + w[3]).exp()).ln();
    let z3 = (1.0 + (w[4] * z2 + w[5]).exp()).ln();
    let z4 = (1.0 + (w[6] * z3 + w[7]).exp()).ln();
    let z5 = (1.0 + (w[8] * z4 + w[9]).exp()).ln();
    let z6 = (1.0 + (w[10] * z5 + w[11]).exp()).ln();
    let z7 = (1.0 + (w[12] * z6 + w[13]).exp()).ln();
    let z8 = (1.0 + (w[14] * z7 + w[15]).exp()).ln();
    let z9 = (1.0 + (w[16] * z8 + w[17]).exp()).ln();
    let z10 = (1.0 + (w[18] * z9 + w[19]).exp()).ln();
    let z11 = (1.0 + (w[20] * z10 + w[21]).exp()).ln();
    let z12 = (1.0 + (w[22] * z11 + w[23]).exp()).ln();
    let z13 = (1.0 + (w[24] * z12 + w[25]).exp()).ln();
    let z14 = (1.0 + (w[26] * z13 + w[27]).exp()).ln();
    let z15 = (1.0 + (w[28] * z14 + w[29]).exp()).ln();
    let z16 = (1.0 + (w[30] * z15 + w[31]).exp()).ln();
    let z17 = (1.0 + (w[32] * z16 + w[33]).exp()).ln();
    let z18 = (1.0 + (w[34] * z17 + w[35]).exp()).ln();
    let z19 = (1.0 + (w[36] * z18 + w[37]).exp()).ln();
    (1.0 + (w[38] * z19 + w[39]).exp()).ln()
}
