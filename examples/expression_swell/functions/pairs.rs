//! Written by `BLESS=1 cargo test --test examples swell`: n layers of two soft ReLUs.

use autodiff::{grad, jvp};

/// With n = 1, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_1(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    u1 + v1
}

/// With n = 2, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_2(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    u2 + v2
}

/// With n = 3, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_3(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    u3 + v3
}

/// With n = 4, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_4(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    u4 + v4
}

/// With n = 5, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_5(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    u5 + v5
}

/// With n = 6, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_6(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    u6 + v6
}

/// With n = 7, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_7(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    u7 + v7
}

/// With n = 8, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_8(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    u8 + v8
}

/// With n = 9, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_9(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    u9 + v9
}

/// With n = 10, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_10(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    u10 + v10
}

/// With n = 11, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_11(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    u11 + v11
}

/// With n = 12, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_12(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    u12 + v12
}

/// With n = 13, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_13(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    u13 + v13
}

/// With n = 14, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_14(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    u14 + v14
}

/// With n = 15, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_15(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    let u15 = (1.0 + (w[82] * u14 + w[83] * v14 + w[84]).exp()).ln();
    let v15 = (1.0 + (w[85] * u14 + w[86] * v14 + w[87]).exp()).ln();
    u15 + v15
}

/// With n = 16, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_16(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    let u15 = (1.0 + (w[82] * u14 + w[83] * v14 + w[84]).exp()).ln();
    let v15 = (1.0 + (w[85] * u14 + w[86] * v14 + w[87]).exp()).ln();
    let u16 = (1.0 + (w[88] * u15 + w[89] * v15 + w[90]).exp()).ln();
    let v16 = (1.0 + (w[91] * u15 + w[92] * v15 + w[93]).exp()).ln();
    u16 + v16
}

/// With n = 17, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_17(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    let u15 = (1.0 + (w[82] * u14 + w[83] * v14 + w[84]).exp()).ln();
    let v15 = (1.0 + (w[85] * u14 + w[86] * v14 + w[87]).exp()).ln();
    let u16 = (1.0 + (w[88] * u15 + w[89] * v15 + w[90]).exp()).ln();
    let v16 = (1.0 + (w[91] * u15 + w[92] * v15 + w[93]).exp()).ln();
    let u17 = (1.0 + (w[94] * u16 + w[95] * v16 + w[96]).exp()).ln();
    let v17 = (1.0 + (w[97] * u16 + w[98] * v16 + w[99]).exp()).ln();
    u17 + v17
}

/// With n = 18, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_18(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    let u15 = (1.0 + (w[82] * u14 + w[83] * v14 + w[84]).exp()).ln();
    let v15 = (1.0 + (w[85] * u14 + w[86] * v14 + w[87]).exp()).ln();
    let u16 = (1.0 + (w[88] * u15 + w[89] * v15 + w[90]).exp()).ln();
    let v16 = (1.0 + (w[91] * u15 + w[92] * v15 + w[93]).exp()).ln();
    let u17 = (1.0 + (w[94] * u16 + w[95] * v16 + w[96]).exp()).ln();
    let v17 = (1.0 + (w[97] * u16 + w[98] * v16 + w[99]).exp()).ln();
    let u18 = (1.0 + (w[100] * u17 + w[101] * v17 + w[102]).exp()).ln();
    let v18 = (1.0 + (w[103] * u17 + w[104] * v17 + w[105]).exp()).ln();
    u18 + v18
}

/// With n = 19, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_19(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    let u15 = (1.0 + (w[82] * u14 + w[83] * v14 + w[84]).exp()).ln();
    let v15 = (1.0 + (w[85] * u14 + w[86] * v14 + w[87]).exp()).ln();
    let u16 = (1.0 + (w[88] * u15 + w[89] * v15 + w[90]).exp()).ln();
    let v16 = (1.0 + (w[91] * u15 + w[92] * v15 + w[93]).exp()).ln();
    let u17 = (1.0 + (w[94] * u16 + w[95] * v16 + w[96]).exp()).ln();
    let v17 = (1.0 + (w[97] * u16 + w[98] * v16 + w[99]).exp()).ln();
    let u18 = (1.0 + (w[100] * u17 + w[101] * v17 + w[102]).exp()).ln();
    let v18 = (1.0 + (w[103] * u17 + w[104] * v17 + w[105]).exp()).ln();
    let u19 = (1.0 + (w[106] * u18 + w[107] * v18 + w[108]).exp()).ln();
    let v19 = (1.0 + (w[109] * u18 + w[110] * v18 + w[111]).exp()).ln();
    u19 + v19
}

/// With n = 20, n layers of two soft ReLUs.
#[grad(wrt(x))]
#[jvp(wrt(x))]
pub fn pairs_20(x: f64, w: &[f64]) -> f64 {
    let u1 = (1.0 + (w[0] * x + w[1]).exp()).ln();
    let v1 = (1.0 + (w[2] * x + w[3]).exp()).ln();
    let u2 = (1.0 + (w[4] * u1 + w[5] * v1 + w[6]).exp()).ln();
    let v2 = (1.0 + (w[7] * u1 + w[8] * v1 + w[9]).exp()).ln();
    let u3 = (1.0 + (w[10] * u2 + w[11] * v2 + w[12]).exp()).ln();
    let v3 = (1.0 + (w[13] * u2 + w[14] * v2 + w[15]).exp()).ln();
    let u4 = (1.0 + (w[16] * u3 + w[17] * v3 + w[18]).exp()).ln();
    let v4 = (1.0 + (w[19] * u3 + w[20] * v3 + w[21]).exp()).ln();
    let u5 = (1.0 + (w[22] * u4 + w[23] * v4 + w[24]).exp()).ln();
    let v5 = (1.0 + (w[25] * u4 + w[26] * v4 + w[27]).exp()).ln();
    let u6 = (1.0 + (w[28] * u5 + w[29] * v5 + w[30]).exp()).ln();
    let v6 = (1.0 + (w[31] * u5 + w[32] * v5 + w[33]).exp()).ln();
    let u7 = (1.0 + (w[34] * u6 + w[35] * v6 + w[36]).exp()).ln();
    let v7 = (1.0 + (w[37] * u6 + w[38] * v6 + w[39]).exp()).ln();
    let u8 = (1.0 + (w[40] * u7 + w[41] * v7 + w[42]).exp()).ln();
    let v8 = (1.0 + (w[43] * u7 + w[44] * v7 + w[45]).exp()).ln();
    let u9 = (1.0 + (w[46] * u8 + w[47] * v8 + w[48]).exp()).ln();
    let v9 = (1.0 + (w[49] * u8 + w[50] * v8 + w[51]).exp()).ln();
    let u10 = (1.0 + (w[52] * u9 + w[53] * v9 + w[54]).exp()).ln();
    let v10 = (1.0 + (w[55] * u9 + w[56] * v9 + w[57]).exp()).ln();
    let u11 = (1.0 + (w[58] * u10 + w[59] * v10 + w[60]).exp()).ln();
    let v11 = (1.0 + (w[61] * u10 + w[62] * v10 + w[63]).exp()).ln();
    let u12 = (1.0 + (w[64] * u11 + w[65] * v11 + w[66]).exp()).ln();
    let v12 = (1.0 + (w[67] * u11 + w[68] * v11 + w[69]).exp()).ln();
    let u13 = (1.0 + (w[70] * u12 + w[71] * v12 + w[72]).exp()).ln();
    let v13 = (1.0 + (w[73] * u12 + w[74] * v12 + w[75]).exp()).ln();
    let u14 = (1.0 + (w[76] * u13 + w[77] * v13 + w[78]).exp()).ln();
    let v14 = (1.0 + (w[79] * u13 + w[80] * v13 + w[81]).exp()).ln();
    let u15 = (1.0 + (w[82] * u14 + w[83] * v14 + w[84]).exp()).ln();
    let v15 = (1.0 + (w[85] * u14 + w[86] * v14 + w[87]).exp()).ln();
    let u16 = (1.0 + (w[88] * u15 + w[89] * v15 + w[90]).exp()).ln();
    let v16 = (1.0 + (w[91] * u15 + w[92] * v15 + w[93]).exp()).ln();
    let u17 = (1.0 + (w[94] * u16 + w[95] * v16 + w[96]).exp()).ln();
    let v17 = (1.0 + (w[97] * u16 + w[98] * v16 + w[99]).exp()).ln();
    let u18 = (1.0 + (w[100] * u17 + w[101] * v17 + w[102]).exp()).ln();
    let v18 = (1.0 + (w[103] * u17 + w[104] * v17 + w[105]).exp()).ln();
    let u19 = (1.0 + (w[106] * u18 + w[107] * v18 + w[108]).exp()).ln();
    let v19 = (1.0 + (w[109] * u18 + w[110] * v18 + w[111]).exp()).ln();
    let u20 = (1.0 + (w[112] * u19 + w[113] * v19 + w[114]).exp()).ln();
    let v20 = (1.0 + (w[115] * u19 + w[116] * v19 + w[117]).exp()).ln();
    u20 + v20
}
