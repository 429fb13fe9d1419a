//! The LSTM of bench/programs/lstm.c; parameters in one slice, in the same order.
#[cfg(not(plain))]
use std::autodiff::autodiff_reverse;

const B: usize = 14;

pub struct Text {
    pub layers: usize,
    /// [length][B]
    pub sequence: Vec<f64>,
}

impl Text {
    pub fn new(layers: usize, length: usize) -> Text {
        let is_one = |j: usize| j % B == j / B * 5 % B;
        Text { layers, sequence: (0..length * B).map(|j| is_one(j) as u8 as f64).collect() }
    }
    pub fn parameters(&self) -> usize {
        self.layers * 10 * B + 3 * B
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn layer(weight: &[f64], bias: &[f64], hidden: &mut [f64], cell: &mut [f64], input: &[f64]) {
    let (weight, bias) = (&weight[..4 * B], &bias[..4 * B]);
    let (hidden, cell, input) = (&mut hidden[..B], &mut cell[..B], &input[..B]);
    for i in 0..B {
        let forget = sigmoid(input[i] * weight[i] + bias[i]);
        let ingate = sigmoid(hidden[i] * weight[B + i] + bias[B + i]);
        let outgate = sigmoid(input[i] * weight[2 * B + i] + bias[2 * B + i]);
        let change = (hidden[i] * weight[3 * B + i] + bias[3 * B + i]).tanh();
        cell[i] = cell[i] * forget + ingate * change;
        hidden[i] = outgate * cell[i].tanh();
    }
}

fn predict(main: &[f64], extra: &[f64], state: &mut [f64], input: &[f64], output: &mut [f64; B]) {
    let mut below = [0.0; B];
    for i in 0..B {
        below[i] = input[i] * extra[i];
    }
    for (m, s) in main.chunks_exact(8 * B).zip(state.chunks_exact_mut(2 * B)) {
        let (hidden, cell) = s.split_at_mut(B);
        layer(&m[..4 * B], &m[4 * B..], hidden, cell, &below);
        below.copy_from_slice(hidden);
    }
    for i in 0..B {
        output[i] = below[i] * extra[B + i] + extra[2 * B + i];
    }
}

#[cfg_attr(not(plain), autodiff_reverse(d_lstm, Duplicated, Const, Active))]
#[inline(never)]
pub fn lstm(p: &[f64], text: &Text) -> f64 {
    let (main, rest) = p.split_at(text.layers * 8 * B);
    let (extra, start) = rest.split_at(3 * B);
    let mut state = start.to_vec();
    let mut output = [0.0; B];
    let mut total = 0.0;
    let steps = text.sequence.len() / B - 1;
    for t in 0..steps {
        let (input, next) = text.sequence[t * B..(t + 2) * B].split_at(B);
        predict(main, extra, &mut state, input, &mut output);
        let log = (2.0 + output.iter().map(|v| v.exp()).sum::<f64>()).ln();
        total += next.iter().zip(&output).map(|(n, o)| n * (o - log)).sum::<f64>();
    }
    -total / (B * steps) as f64
}
