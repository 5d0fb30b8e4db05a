//! Iterator chains, as lists of items.

use super::memory::Value;
use super::{Evaluator, Exit};
use crate::chains::{Adaptor, Chain, End, Source};
use crate::dual::Dual;

type Item = Vec<Value>;

impl<'a> Evaluator<'a> {
    pub(super) fn chain(&mut self, chain: &'a Chain) -> Result<Value, Exit> {
        let mut items = self.items(&chain.source)?;
        for adaptor in &chain.adaptors {
            match adaptor {
                Adaptor::Rev => items.reverse(),
                Adaptor::Skip(k) => drop(items.drain(..(*k).min(items.len()))),
                Adaptor::Take(k) => items.truncate(*k),
                Adaptor::StepBy(k) => items = items.into_iter().step_by(*k).collect(),
                Adaptor::Filter(e) => {
                    let mut kept = Vec::new();
                    for item in items {
                        let keep = self.with(|s| {
                            s.bind_item(chain, &item);
                            s.flag(e)
                        })?;
                        kept.extend(keep.then_some(item));
                    }
                    items = kept;
                }
            }
        }
        self.end(chain, items)
    }

    fn end(&mut self, chain: &'a Chain, items: Vec<Item>) -> Result<Value, Exit> {
        let (start, each) = match &chain.end {
            // the sum of nothing is -0.0
            End::Sum(e) => (Dual::constant(-0.0), e),
            End::Product(e) => (Dual::constant(1.0), e),
            End::Max(e) => (Dual::constant(-1000.0), e),
            End::Fold(_, init, e) => (self.real(init)?, e),
        };
        let mut total = start;
        for item in items {
            self.tick()?;
            let value = self.with(|s| {
                if let End::Fold(acc, ..) = &chain.end {
                    s.define(acc, Value::Real(total));
                }
                s.bind_item(chain, &item);
                s.real(each)
            })?;
            total = match chain.end {
                End::Sum(_) => Dual::binary("+", &total, &value),
                End::Product(_) => Dual::binary("*", &total, &value),
                End::Max(_) => Dual::method("max", &[total, value]),
                End::Fold(..) => value,
            };
        }
        Ok(Value::Real(total))
    }

    fn bind_item(&mut self, chain: &Chain, item: &Item) {
        for (name, value) in chain.items.iter().zip(item) {
            self.define(name, value.clone());
        }
    }

    fn items(&mut self, source: &'a Source) -> Result<Vec<Item>, Exit> {
        Ok(match source {
            Source::Elements(s) => {
                let view = self.slice(s)?;
                let all = self.memory.reals(view)?;
                all.iter().map(|d| vec![Value::Real(*d)]).collect()
            }
            Source::Windows(s) => {
                let view = self.slice(s)?;
                let all = self.memory.reals(view)?;
                let pairs = all.windows(2);
                pairs.map(|w| vec![Value::Reals(w.to_vec())]).collect()
            }
            Source::Zip(s, t) => {
                let (s, t) = (self.slice(s)?, self.slice(t)?);
                let left = self.memory.reals(s)?.to_vec();
                let right = self.memory.reals(t)?.iter();
                let both = left.into_iter().zip(right);
                both.map(|(a, b)| vec![Value::Real(a), Value::Real(*b)])
                    .collect()
            }
            Source::Range(a, b) => {
                let (a, b) = (self.integer(a)?, self.integer(b)?);
                (a..b).map(|i| vec![Value::Integer(i)]).collect()
            }
        })
    }
}
