//! Integer arithmetic that steers real arithmetic.

const PRIMES: [usize; 6] = [2, 3, 5, 7, 11, 13];
const NODES: [f64; 3] = [-0.774_596_669_241_483_4, 0.0, 0.774_596_669_241_483_4];
static WEIGHTS: [f64; 3] = [5.0 / 9.0, 8.0 / 9.0, 5.0 / 9.0];

function! { collatz(x = 0.9, n: 7)
    fn f(x: f64, n: u64) -> f64 {
        let mut n = n;
        let mut s = x;
        while n != 1 {
            if n % 2 == 0 {
                n /= 2;
                s = s * 0.9 + x;
            } else {
                n = 3 * n + 1;
                s = (s * x).sin();
            }
        }
        s
    }
}

function! { state_machine(x = 0.8, program: b"ppmpsd+m?")
    fn f(x: f64, program: &[u8]) -> f64 {
        let mut state = 0u8;
        let mut stack = [x, 1.0, 0.5, 0.0];
        let mut top = 1;
        for &op in program {
            state = match (state, op) {
                (_, b'p') if top < 3 => { top += 1; stack[top] = x * top as f64; 1 }
                (1, b'm') => { stack[top - 1] *= stack[top]; top -= 1; 0 }
                (0 | 1, b's') => { stack.swap(0, top); 2 }
                (2, b'd') => { stack[top] = stack[0] * stack[0]; state }
                (2.., b'+') => { stack[0] += stack[top]; 0 }
                (s, _) => { stack[0] *= 1.1; s + 1 }
            };
        }
        stack[0] * stack[1] + stack[2] + state as f64
    }
}

function! { sieve(x = 0.95, n: 20)
    fn f(x: f64, n: usize) -> f64 {
        let mut composite = vec![false; n];
        let mut s = 1.0;
        for i in 2..n {
            if composite[i] { continue; }
            s = s * x + 1.0 / i as f64;
            let mut j = i * i;
            while j < n {
                composite[j] = true;
                j += i;
            }
        }
        s
    }
}

function! { casts(x = 2.63, n: 3, big: 5_000_000_000)
    fn f(x: f64, n: i32, big: u64) -> f64 {
        let whole = x as i32;
        let part = x - whole as f64;
        let k = (x * 10.0) as usize % 7;
        let flag = (x > 2.0) as i32 as f64;
        part * k as f64 + x.powi(whole - n) * flag + f64::from(n) * x + big as f64 * 1e-9 * x * x
    }
}

function! { greatest_common_divisor(x = 0.8, a: 84, b: 36)
    fn gcd(a: usize, b: usize, x: &mut f64) -> usize {
        if b == 0 { return a; }
        *x = *x * *x + 0.1 * (a / b) as f64;
        gcd(b, a % b, x)
    }
    fn f(x: f64, a: usize, b: usize) -> f64 {
        let mut x = x;
        let d: usize = gcd(a, b, &mut x);
        x * d as f64
    }
}

function! { permuted(&x = vec![0.7, 1.2, 0.4, 0.9], order: &mut [0, 1, 2, 3])
    fn f(x: &[f64], order: &mut [usize]) -> f64 {
        order.swap(0, 3);
        for i in 1..order.len() {
            let mut j = i;
            while j > 0 && x[order[j - 1]] > x[order[j]] {
                order.swap(j - 1, j);
                j -= 1;
            }
        }
        let mut s = 0.0;
        for i in 0..order.len() { s = s * 0.5 + x[order[i]] * (i + 1) as f64; }
        s * x[order[0]]
    }
}

function! { random_walk(x = 0.4, seed: 12345)
    fn f(x: f64, seed: u64) -> f64 {
        let mut seed = seed;
        let mut s = x;
        for _ in 0..10 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let u = (seed >> 40) as f64 / 16777216.0;
            if u < 0.5 { s += x * u; } else { s *= 1.0 + 0.1 * u; }
        }
        s
    }
}

function! { tables_of_constants(a = 0.3, b = 1.1)
    fn g(x: f64) -> f64 { (x * x).cos() + x }
    fn f(a: f64, b: f64) -> f64 {
        const HALF: f64 = 0.5;
        let mut s = 0.0;
        for i in 0..NODES.len() {
            s += WEIGHTS[i] * g(HALF * (b - a) * NODES[i] + HALF * (a + b));
        }
        for p in PRIMES { s += 1e-3 * a * p as f64; }
        for i in [4, 1, 1] { s *= 1.0 + b / PRIMES[i] as f64; }
        s * HALF * (b - a)
    }
}

function! { strides_and_offsets(&x = vec![0.7, 1.2, 0.4, 0.9, 0.3, 0.8], rows: 2)
    fn f(x: &[f64], rows: usize) -> f64 {
        let cols = x.len() / rows;
        let mut t = vec![0.0; x.len()];
        for r in 0..rows {
            let base = r * cols;
            for c in 0..cols {
                let to = c * rows + (rows - 1 - r);
                t[to] += x[base + c] * x[(base + 2 * c + 1) % x.len()];
            }
        }
        let mut s = 0.0;
        let mut i = 0;
        let mut stride = 1;
        while i < t.len() {
            s = s * x[i] + t[i];
            i += stride;
            stride = stride.max(i.min(2));
        }
        s
    }
}

function! { flags_set_by_reals(&x = vec![0.7, -1.2, 0.4, 0.9])
    fn f(x: &[f64]) -> f64 {
        let mut seen = false;
        let mut count = 0i64;
        let mut best = 0usize;
        let mut s = 1.0;
        for i in 0..x.len() {
            let above = x[i] > 0.5;
            if above && !seen { s *= x[i]; }
            seen |= above;
            count += if above { 1 } else { -2 };
            if x[i] < x[best] { best = i; }
        }
        s * x[best] * (count - 10) as f64 + if seen { x[0] } else { 0.0 }
    }
}

function! { characters_and_bytes(x = 0.7, text: "a1-Z")
    fn f(x: f64, text: &str) -> f64 {
        let mut s = x;
        for k in 0..text.len() {
            let c = text.as_bytes()[k] as char;
            s = match c {
                'a'..='z' => s * x,
                '0'..='9' => s + x * x,
                '-' => -s,
                _ => s.sin(),
            };
        }
        s
    }
}
