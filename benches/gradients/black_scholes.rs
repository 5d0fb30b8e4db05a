//! The value of a portfolio of options by Black and Scholes, as a function of the prices and volatilities of what they are written on,
//! and of the interest rate: branches, calls, a normal distribution by rational approximation.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Tape, grad, jvp};
use std::f64::consts::{FRAC_1_SQRT_2, PI};
use std::hint::black_box;

const ASSETS: usize = 50;
const OPTIONS: usize = 1000;
const RATE: f64 = 0.03;

struct Contract {
    asset: usize,
    strike: f64,
    /// Until expiry; 0 for what has expired today.
    years: f64,
    is_call: bool,
    quantity: f64,
}

/// The distribution function of a standard normal variable: Hart's approximation (1968) in the form of West, "Better approximations to
/// cumulative normal functions" (2005), to nearly all digits.
#[grad]
#[jvp]
fn normal_cdf(x: f64) -> f64 {
    let z = x.abs();
    if z > 37.0 {
        return if x > 0.0 { 1.0 } else { 0.0 };
    }
    let density = (-0.5 * z * z).exp();
    let tail = if z < 10.0 * FRAC_1_SQRT_2 {
        let mut p = 3.52624965998911e-2;
        for c in P {
            p = p * z + c;
        }
        let mut q = 8.83883476483184e-2;
        for c in Q {
            q = q * z + c;
        }
        density * p / q
    } else {
        let fraction = z + 1.0 / (z + 2.0 / (z + 3.0 / (z + 4.0 / (z + 0.65))));
        density / (fraction * (2.0 * PI).sqrt())
    };
    if x > 0.0 { 1.0 - tail } else { tail }
}

const P: [f64; 6] = [
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376,
];
const Q: [f64; 7] = [
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752,
];

/// The price of one option.
#[grad]
#[jvp]
fn price(spot: f64, volatility: f64, rate: f64, strike: f64, years: f64, is_call: bool) -> f64 {
    if years <= 0.0 {
        return if is_call {
            (spot - strike).max(0.0)
        } else {
            (strike - spot).max(0.0)
        };
    }
    let deviation = volatility * years.sqrt();
    let d1 = ((spot / strike).ln() + rate * years) / deviation + 0.5 * deviation;
    let d2 = d1 - deviation;
    let discounted = strike * (-rate * years).exp();
    if is_call {
        spot * normal_cdf(d1) - discounted * normal_cdf(d2)
    } else {
        discounted * normal_cdf(-d2) - spot * normal_cdf(-d1)
    }
}

#[grad(wrt(spots, volatilities, rate), constant(contracts))]
#[jvp(wrt(spots, volatilities, rate), constant(contracts))]
fn portfolio(spots: &[f64], volatilities: &[f64], rate: f64, contracts: &[Contract]) -> f64 {
    let mut value = 0.0;
    for c in contracts {
        let (spot, volatility) = (spots[c.asset], volatilities[c.asset]);
        value += c.quantity * price(spot, volatility, rate, c.strike, c.years, c.is_call);
    }
    value
}

/// The distribution function and its derivative, which is its exponential over again.
fn normal(x: f64) -> (f64, f64) {
    let z = x.abs();
    if z > 37.0 {
        return (if x > 0.0 { 1.0 } else { 0.0 }, 0.0);
    }
    let exponential = (-0.5 * z * z).exp();
    let tail = if z < 10.0 * FRAC_1_SQRT_2 {
        let p = P.iter().fold(3.52624965998911e-2, |p, c| p * z + c);
        let q = Q.iter().fold(8.83883476483184e-2, |q, c| q * z + c);
        exponential * p / q
    } else {
        let fraction = z + 1.0 / (z + 2.0 / (z + 3.0 / (z + 4.0 / (z + 0.65))));
        exponential / (fraction * (2.0 * PI).sqrt())
    };
    let cdf = if x > 0.0 { 1.0 - tail } else { tail };
    (cdf, exponential / (2.0 * PI).sqrt())
}

/// The price and its derivatives by the first three arguments, as the textbooks give them: what d1 and d2 contribute cancels but for
/// the difference between them.
fn price_and_greeks(spot: f64, volatility: f64, rate: f64, c: &Contract) -> (f64, [f64; 3]) {
    let sign = if c.is_call { 1.0 } else { -1.0 };
    if c.years <= 0.0 {
        let payoff = sign * (spot - c.strike);
        return if payoff > 0.0 {
            (payoff, [sign, 0.0, 0.0])
        } else {
            (0.0, [0.0; 3])
        };
    }
    let root = c.years.sqrt();
    let deviation = volatility * root;
    let d1 = ((spot / c.strike).ln() + rate * c.years) / deviation + 0.5 * deviation;
    let (n1, density) = normal(sign * d1);
    let (n2, _) = normal(sign * (d1 - deviation));
    let discounted = sign * c.strike * (-rate * c.years).exp() * n2;
    let price = sign * spot * n1 - discounted;
    (
        price,
        [sign * n1, spot * density * root, c.years * discounted],
    )
}

/// Option by option, nothing kept.
fn hand_written(market: &[f64], contracts: &[Contract], bars: &mut [f64]) -> f64 {
    let (spots, rest) = market.split_at(ASSETS);
    let (volatilities, rate) = rest.split_at(ASSETS);
    bars.fill(0.0);
    let mut value = 0.0;
    for c in contracts {
        let (spot, volatility) = (spots[c.asset], volatilities[c.asset]);
        let (price, [delta, vega, rho]) = price_and_greeks(spot, volatility, rate[0], c);
        value += c.quantity * price;
        bars[c.asset] += c.quantity * delta;
        bars[ASSETS + c.asset] += c.quantity * vega;
        bars[2 * ASSETS] += c.quantity * rho;
    }
    value
}

/// Strikes around the prices, up to two years; every twentieth option expires today.
fn contracts() -> Vec<Contract> {
    let (strikes, years) = (numbers(18, OPTIONS), numbers(19, OPTIONS));
    let quantities = numbers(20, OPTIONS);
    let contract = |at: usize| Contract {
        asset: 7 * at % ASSETS,
        strike: 100.0 + 30.0 * strikes[at],
        years: if at.is_multiple_of(20) {
            0.0
        } else {
            1.02 + years[at]
        },
        is_call: !at.is_multiple_of(3),
        quantity: 10.0 * quantities[at],
    };
    (0..OPTIONS).map(contract).collect()
}

/// Prices, volatilities and the rate in one row.
fn market() -> Vec<f64> {
    let spots = numbers(21, ASSETS).into_iter().map(|u| 100.0 + 20.0 * u);
    let volatilities = numbers(22, ASSETS).into_iter().map(|u| 0.25 + 0.15 * u);
    spots.chain(volatilities).chain([RATE]).collect()
}

fn parts(market: &[f64]) -> (&[f64], &[f64], f64) {
    (
        &market[..ASSETS],
        &market[ASSETS..2 * ASSETS],
        market[2 * ASSETS],
    )
}

fn generic_cdf<S: Scalar>(x: S) -> S {
    let z = if x.value() < 0.0 { -x } else { x };
    let exponential = (z * z).times(-0.5).exp();
    let tail = if z.value() > 37.0 {
        exponential
    } else if z.value() < 10.0 * FRAC_1_SQRT_2 {
        let horner = |first: f64, rest: &[f64]| {
            let start = z.times(first).plus(rest[0]);
            rest[1..].iter().fold(start, |p, &c| (p * z).plus(c))
        };
        exponential * horner(3.52624965998911e-2, &P) / horner(8.83883476483184e-2, &Q)
    } else {
        let one = z.times(0.0).plus(1.0);
        let inner = [4.0, 3.0, 2.0, 1.0]
            .iter()
            .fold(z.plus(0.65), |below, &n| z + one.times(n) / below);
        exponential / inner.times((2.0 * PI).sqrt())
    };
    if x.value() > 0.0 {
        (-tail).plus(1.0)
    } else {
        tail
    }
}

fn generic<S: Scalar>(market: &[S], contracts: &[Contract]) -> S {
    let rate = market[2 * ASSETS];
    let price = |c: &Contract| {
        let (spot, volatility) = (market[c.asset], market[ASSETS + c.asset]);
        let sign = if c.is_call { 1.0 } else { -1.0 };
        if c.years <= 0.0 {
            let payoff = spot.plus(-c.strike).times(sign);
            return payoff.times(if payoff.value() > 0.0 { 1.0 } else { 0.0 });
        }
        let deviation = volatility.times(c.years.sqrt());
        let d1 = (spot.times(1.0 / c.strike).ln() + rate.times(c.years)) / deviation
            + deviation.times(0.5);
        let d2 = d1 - deviation;
        let discounted = rate.times(-c.years).exp().times(sign * c.strike);
        spot.times(sign) * generic_cdf(d1.times(sign)) - discounted * generic_cdf(d2.times(sign))
    };
    let values = contracts.iter().map(|c| price(c).times(c.quantity));
    values
        .reduce(|sum, value| sum + value)
        .expect("there are contracts")
}

pub(crate) fn workload() -> Workload {
    assert!((normal_cdf(1.96) - 0.975_002_104_851_779_5).abs() < 1e-14);
    let contracts: &'static [Contract] = contracts().leak();
    let market: &'static [f64] = market().leak();
    let direction: &'static [f64] = numbers(23, market.len()).leak();
    let mut bars = vec![0.0; market.len()];
    hand_written(market, contracts, &mut bars);
    let value = |market: &[f64]| {
        let (spots, volatilities, rate) = parts(market);
        portfolio(spots, volatilities, rate, contracts)
    };
    check_differences("black-scholes", value, market, &bars);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    Workload::new("Black-Scholes, 1000 options", market.len(), move || {
        value(black_box(market))
    })
    .gradient(BY_HAND, move |bars| {
        hand_written(black_box(market), contracts, bars)
    })
    .gradient(GRAD, move |bars| {
        let (spots, volatilities, rate) = parts(black_box(market));
        let (spots_bar, rest) = bars.split_at_mut(ASSETS);
        let (volatilities_bar, rate_bar) = rest.split_at_mut(ASSETS);
        let rate_bar = &mut rate_bar[0];
        portfolio::value_and_grad_with(
            &mut tape,
            spots,
            volatilities,
            rate,
            contracts,
            spots_bar,
            volatilities_bar,
            rate_bar,
        )
    })
    .along(JVP, direction, move || {
        let (spots, volatilities, rate) = parts(black_box(market));
        let (spots_dot, volatilities_dot, rate_dot) = parts(black_box(direction));
        portfolio::jvp(
            spots,
            volatilities,
            rate,
            contracts,
            spots_dot,
            volatilities_dot,
            rate_dot,
        )
    })
    .gradient(TAPE_CRATE, move |bars| {
        reverse_gradient(
            &peer_tape,
            black_box(market),
            |market| generic(market, contracts),
            bars,
        )
    })
}
