//! Structs of a program's own: variables of them, in arrays and `Vec`s, and what is done to their fields.

use super::{Container, Generator, Kind, Lock, Variable};
use crate::ast::{Block, Expr, Name, Place, Slice, Sort, Stmt};
use crate::features::Construct;
use crate::records::{Element, Field, FieldKind, Literal, Member, Record, Struct};

const NAMES: [&str; 3] = ["state", "s", "row"];

impl Generator<'_> {
    pub(super) fn make_structs(&mut self) -> Vec<Struct> {
        let mut all: Vec<Struct> = Vec::new();
        if !self.has(Construct::Structs) || self.rng.percent(60) {
            return all;
        }
        for id in 0..1 + self.rng.below(2) {
            let mut names = vec!["u", "w", "x_bar", "len", "c", "y_dot"];
            let (is_tuple, is_copy) = (self.rng.percent(25), self.rng.percent(60));
            let inner = all.first().filter(|s| s.is_copy || !is_copy);
            let inner = inner.map(|s| FieldKind::Record(s.record));
            let mut kinds = vec![FieldKind::Real];
            match inner {
                Some(inner) => kinds.push(inner),
                None if self.rng.percent(40) => kinds.push(FieldKind::Array(2)),
                None => kinds.push(FieldKind::Real),
            }
            if self.rng.percent(30) {
                kinds.insert(self.rng.below(2), FieldKind::Real);
            }
            let (mut fields, mut offset) = (Vec::new(), 0);
            for (k, kind) in kinds.into_iter().enumerate() {
                let name = names.remove(self.rng.below(names.len()));
                let name = if is_tuple { k.to_string() } else { name.into() };
                fields.push(Field { name, kind, offset });
                offset += kind.size();
            }
            all.push(Struct {
                record: Record { id, size: offset },
                fields,
                is_tuple,
                is_copy,
            });
        }
        all
    }

    /// Some struct, if this function may have one.
    pub(super) fn any_record(&mut self) -> Option<Record> {
        if self.generic || self.structs.is_empty() {
            return None;
        }
        Some(self.structs[self.rng.below(self.structs.len())].record)
    }

    /// A real inside a record, or inside one of a sequence.
    pub(super) fn member_of(&mut self, v: &Variable, written: bool) -> Option<Place> {
        let mut member = self.whole_of(v, written)?;
        let mut record = v.kind.record()?;
        loop {
            let fields = self.structs[record.id].fields.clone();
            let field = self.rng.pick(&fields);
            member.path += &format!(".{}", field.name);
            member.offset += field.offset;
            member.size = 1;
            match field.kind {
                FieldKind::Real => break,
                FieldKind::Array(n) => {
                    let i = match self.rng.percent(50) {
                        true => Expr::Integer(self.rng.below(n)),
                        false => self.integer(1),
                    };
                    member.index = Some((i, n));
                    break;
                }
                FieldKind::Record(inner) => record = inner,
            }
        }
        Some(member.place())
    }

    /// A record, or an element: the beginning of a path.
    fn whole_of(&mut self, v: &Variable, written: bool) -> Option<Member> {
        let size = v.kind.record()?.size;
        let element = match v.kind {
            // where a `Vec` is written its length cannot be asked for
            Kind::Records(_, Container::Vec) if written => {
                Some((Expr::Integer(0), Element::Direct, size))
            }
            Kind::Records(..) => Some((self.integer(1), Element::Wrapped, size)),
            _ => None,
        };
        Some(Member {
            root: v.name.clone(),
            element,
            path: String::new(),
            offset: 0,
            index: None,
            size,
        })
    }

    /// A whole record that is a part of something: a nested one, or an element.
    pub(super) fn part_of(&mut self, v: &Variable, of: Record, written: bool) -> Option<Member> {
        let mut member = self.whole_of(v, written)?;
        let own = v.kind.record()?;
        if own == of {
            return member.element.is_some().then_some(member);
        }
        let fields = self.structs[own.id].fields.clone();
        let field = fields.iter().find(|f| f.kind == FieldKind::Record(of))?;
        member.path = format!(".{}", field.name);
        member.offset = field.offset;
        member.size = of.size;
        Some(member)
    }

    /// A value of a struct.
    pub(super) fn record_value(&mut self, record: Record, d: usize) -> Expr {
        let is_copy = self.structs[record.id].is_copy;
        match self.rng.below(100) {
            0..40 => {
                if let Some(v) = self.find(|v| v.is_record(record)) {
                    let owned = matches!(v.kind, Kind::Record(_));
                    let cloned = !is_copy || !owned || self.rng.percent(20);
                    return Expr::Copy(v.name, cloned);
                }
            }
            40..55 => {
                if let Some(v) = self.find(|v| v.kind.record().is_some())
                    && let Some(m) = self.part_of(&v, record, false)
                {
                    let cloned = !is_copy || self.rng.percent(20);
                    return Expr::Whole(Box::new(m), cloned);
                }
            }
            55..62 if d > 0 => {
                let c = self.flag(0);
                let (a, b) = (
                    self.record_value(record, d - 1),
                    self.record_value(record, d - 1),
                );
                return Expr::If(Box::new(c), Block::value(a), Block::value(b));
            }
            _ => {}
        }
        self.literal(record, d)
    }

    fn literal(&mut self, record: Record, d: usize) -> Expr {
        let Struct {
            mut fields,
            is_tuple,
            is_copy,
            ..
        } = self.structs[record.id].clone();
        let base = self.find(|v| v.is_record(record));
        let base = base.filter(|_| d > 0 && self.rng.percent(40));
        let base = base.map(|v| {
            let owned = matches!(v.kind, Kind::Record(_));
            Expr::Copy(v.name, !is_copy || !owned)
        });
        if base.is_some() {
            fields.remove(self.rng.below(fields.len()));
        } else if !is_tuple && self.rng.percent(30) {
            fields.reverse();
        }
        let mut given = Vec::new();
        for field in fields {
            let value = match field.kind {
                FieldKind::Real => self.real(d.min(1)),
                FieldKind::Array(n) => match self.find(|v| v.kind == Kind::Array(n)) {
                    Some(v) if self.rng.percent(50) => Expr::Copy(v.name, false),
                    _ => Expr::Array((0..n).map(|_| self.real(0)).collect()),
                },
                FieldKind::Record(inner) => self.record_value(inner, d.saturating_sub(1)),
            };
            given.push((field, value));
        }
        Expr::Struct(Box::new(Literal {
            record,
            is_tuple,
            fields: given,
            base,
        }))
    }

    pub(super) fn record_statement(&mut self, stmts: &mut Vec<Stmt>) {
        let Some(record) = self.any_record() else {
            return self.pair(stmts);
        };
        match self.rng.below(100) {
            0..25 => {
                let value = self.record_value(record, 1);
                self.bind(stmts, &NAMES, Kind::Record(record), value);
            }
            25..35 => self.several(record, stmts),
            35..60 => self.assign_record(record, stmts),
            60..75 => self.take_apart(record, stmts),
            75..85 => {
                let fits = |v: &Variable| v.kind == Kind::Record(record) && v.is_writable();
                let Some(a) = self.find(fits) else { return };
                if let Some(b) = self.find(|v| fits(v) && v.name != a.name) {
                    stmts.push(Stmt::Swap(a.whole(), b.whole()));
                }
            }
            _ => self.grow_records(record, stmts),
        }
    }

    fn several(&mut self, record: Record, stmts: &mut Vec<Stmt>) {
        let n = 1 + self.rng.below(2);
        let is_vec = self.rng.percent(50);
        let values = (0..n).map(|_| self.record_value(record, 1)).collect();
        let container = if is_vec {
            Container::Vec
        } else {
            Container::Array
        };
        let name = self.unique("many");
        self.declare(&name, Kind::Records(record, container), true);
        stmts.push(Stmt::Let {
            name,
            mutable: true,
            ascribed: false,
            value: Expr::Records(values, is_vec),
        });
    }

    fn assign_record(&mut self, record: Record, stmts: &mut Vec<Stmt>) {
        let whole = self.find(|v| v.is_record(record) && v.is_writable());
        if let Some(v) = whole.filter(|_| self.rng.percent(60)) {
            let value = self.record_value(record, 1);
            return stmts.push(Stmt::Assign(v.whole(), "=", value));
        }
        let inside = self.find(|v| v.kind.record().is_some() && v.is_writable());
        if let Some(v) = inside
            && let Some(m) = self.part_of(&v, record, true)
        {
            let value = self.without(&[&v.name], |g| g.record_value(record, 1));
            stmts.push(Stmt::Assign(m.place(), "=", value));
        }
    }

    fn take_apart(&mut self, record: Record, stmts: &mut Vec<Stmt>) {
        let value = self.record_value(record, 1);
        let Struct {
            fields, is_tuple, ..
        } = self.structs[record.id].clone();
        let mut bound = Vec::new();
        for field in fields {
            if self.rng.percent(20) {
                continue;
            }
            let name = match is_tuple || self.rng.percent(50) {
                true => self.unique("part"),
                false => field.name.clone(),
            };
            let kind = match field.kind {
                FieldKind::Real => Kind::Real,
                FieldKind::Array(n) => Kind::Array(n),
                FieldKind::Record(r) => Kind::Record(r),
            };
            self.declare(&name, kind, false);
            bound.push((field, name));
        }
        stmts.push(Stmt::LetFields(record, bound, value));
    }

    /// A `Vec` of records never becomes empty, so that indices can be wrapped.
    fn grow_records(&mut self, record: Record, stmts: &mut Vec<Stmt>) {
        let fits = |v: &Variable| v.kind == Kind::Records(record, Container::Vec);
        let Some(v) = self.find(|v| fits(v) && v.is_writable()) else {
            return self.several(record, stmts);
        };
        if self.rng.percent(50) {
            let length = Expr::Count(v.name.clone(), record.size);
            let small = Expr::Compare("<", Box::new(length), Box::new(Expr::Integer(5)));
            let value = self.without(&[&v.name], |g| g.record_value(record, 1));
            let push = Stmt::PushRecord(v.name, value);
            return stmts.push(Stmt::If(small, Block::of(vec![push]), None));
        }
        let name = self.unique("top");
        let body = self.scoped(|g| {
            g.declare(&name, Kind::Record(record), false);
            g.body()
        });
        stmts.push(Stmt::PopRecord(name, v.name, record, body));
    }

    /// `for p in ps.iter_mut()`
    pub(super) fn over_records(&mut self, label: Name) -> Option<Stmt> {
        let v = self.find(|v| matches!(v.kind, Kind::Records(..)))?;
        let record = v.kind.record()?;
        let exclusive = v.is_writable() && self.rng.percent(60);
        let name = self.unique("one");
        let body = self.scoped(|g| {
            let (lock, kind) = match exclusive {
                true => (Lock::Gone, Kind::RecordMut(record)),
                false => (Lock::Borrowed, Kind::RecordRef(record)),
            };
            g.lock(&v.name, lock);
            g.declare(&name, kind, exclusive);
            g.body()
        });
        Some(Stmt::ForRecords(
            label, name, v.name, record, exclusive, body,
        ))
    }

    /// `while let Some(v) = stack.pop()`
    pub(super) fn drain(&mut self, label: Name) -> Option<Stmt> {
        let v = self.find(Variable::is_sequence)?;
        let (top, stack) = (self.unique("top"), self.unique("stack"));
        let push = self.rng.percent(40).then_some(0.6);
        let body = self.scoped(|g| {
            g.declare(&top, Kind::Real, false);
            g.body()
        });
        let from: Slice = v.slice(crate::ast::Part::Whole);
        Some(Stmt::Drain(label, top, stack, from, push, body))
    }
}

impl Kind {
    /// The struct that it is, or has elements of.
    pub(super) fn record(self) -> Option<Record> {
        match self {
            Kind::Record(r) | Kind::RecordRef(r) | Kind::RecordMut(r) | Kind::Records(r, _) => {
                Some(r)
            }
            _ => None,
        }
    }
}

impl Variable {
    pub(super) fn is_record(&self, of: Record) -> bool {
        !matches!(self.kind, Kind::Records(..)) && self.kind.record() == Some(of)
    }

    /// To be assigned as a whole, or borrowed.
    pub(super) fn record_place(&self) -> Place {
        match self.kind {
            Kind::RecordMut(_) => Place::Target(self.name.clone()),
            _ => Place::Variable(self.name.clone(), Sort::Other),
        }
    }
}
