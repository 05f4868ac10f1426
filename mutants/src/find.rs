//! What can be changed in a file: the kinds of cargo-mutants, but for what `Default` would give.

use crate::Result;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, GenericArgument, Pat, PathArguments, ReturnType, Type, UnOp};

/// A change of the text of a file. Each only adds to the text, so that changes can stand within each other.
pub struct Mutant {
    pub path: String,
    pub line: usize,
    pub column: usize,
    /// What it does, for people.
    pub what: String,
    /// The bytes that it stands around.
    pub range: Range<usize>,
    pub change: Change,
}

/// What is chosen when the mutant is on.
pub enum Change {
    /// This text instead of the expression.
    Instead(String),
    /// The function gives this at once.
    Returns(String),
    /// The guard of an arm always holds.
    GuardHolds,
    /// It never does.
    GuardFails,
    /// The arm, without a guard, is not there.
    NoArm,
}

impl std::fmt::Display for Mutant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}\t{}", self.path, self.line, self.column, self.what)
    }
}

/// Every mutant of a file, in the order of its text.
pub fn mutants(path: &str, text: &str) -> Result<Vec<Mutant>> {
    let mut finder = Finder { path, text, found: Vec::new() };
    finder.visit_file(&syn::parse_file(text)?);
    Ok(finder.found)
}

/// Of all mutants so many, always the same with one seed; a change elsewhere hardly changes which.
pub fn sample(all: Vec<Mutant>, seed: u64, count: usize) -> Vec<Mutant> {
    let mut drawn: Vec<(u64, Mutant)> = Vec::new();
    let mut twins = std::collections::BTreeMap::new();
    for mutant in all {
        let twin = twins.entry((mutant.path.clone(), mutant.what.clone())).or_insert(0);
        *twin += 1;
        let mut hasher = DefaultHasher::new();
        (seed, &mutant.path, &mutant.what, *twin).hash(&mut hasher);
        drawn.push((hasher.finish(), mutant));
    }
    drawn.sort_by_key(|(draw, _)| *draw);
    drawn.truncate(count);
    drawn.sort_by(|(_, one), (_, other)| {
        (&one.path, one.line, one.column).cmp(&(&other.path, other.line, other.column))
    });
    drawn.into_iter().map(|(_, mutant)| mutant).collect()
}

struct Finder<'f> {
    path: &'f str,
    text: &'f str,
    found: Vec<Mutant>,
}

impl Finder<'_> {
    fn add(&mut self, node: &impl Spanned, what: String, change: Change) {
        let span = node.span();
        let start = span.start();
        self.found.push(Mutant {
            path: self.path.to_owned(),
            line: start.line,
            column: start.column + 1,
            what,
            range: span.byte_range(),
            change,
        });
    }

    fn text(&self, node: &impl Spanned) -> &str {
        &self.text[node.span().byte_range()]
    }

    fn binary(&mut self, whole: &syn::ExprBinary) {
        let (left, right) = (self.text(&whole.left).to_owned(), self.text(&whole.right).to_owned());
        let operator = self.text(&whole.op).to_owned();
        for other in others(&whole.op) {
            let what = format!("{} → {other} in {}", operator, short(self.text(whole)));
            self.add(whole, what, Change::Instead(format!("{left} {other} {right}")));
        }
    }

    fn function(&mut self, attributes: &[syn::Attribute], signature: &syn::Signature, body: &syn::Block) {
        if is_test(attributes) || signature.constness.is_some() {
            return;
        }
        let values = match &signature.output {
            ReturnType::Default if body.stmts.is_empty() => vec![],
            ReturnType::Default => vec!["()".to_owned()],
            ReturnType::Type(_, of) => values(of),
        };
        for value in values {
            let what = format!("{} gives {value}", signature.ident);
            self.add(body, what, Change::Returns(value));
        }
        self.visit_block(body);
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_expr_binary(&mut self, whole: &'a syn::ExprBinary) {
        if !binds(&whole.left) && !binds(&whole.right) {
            self.binary(whole);
        }
        visit::visit_expr_binary(self, whole);
    }

    fn visit_expr_unary(&mut self, whole: &'a syn::ExprUnary) {
        if matches!(whole.op, UnOp::Not(_) | UnOp::Neg(_)) {
            let what = format!("{} removed from {}", self.text(&whole.op), short(self.text(whole)));
            let instead = self.text(&whole.expr).to_owned();
            self.add(whole, what, Change::Instead(instead));
        }
        visit::visit_expr_unary(self, whole);
    }

    fn visit_expr_match(&mut self, whole: &'a syn::ExprMatch) {
        let has_wildcard = whole.arms.iter().any(|arm| matches!(arm.pat, Pat::Wild(_)));
        for arm in &whole.arms {
            match &arm.pat {
                Pat::Guard(guarded) if !binds(&guarded.guard) => {
                    let guard = short(self.text(&guarded.guard));
                    self.add(&guarded.guard, format!("guard {guard} → true"), Change::GuardHolds);
                    self.add(&guarded.guard, format!("guard {guard} → false"), Change::GuardFails);
                }
                Pat::Guard(_) | Pat::Wild(_) => {}
                pattern if has_wildcard => {
                    self.add(pattern, format!("arm {} removed", short(self.text(pattern))), Change::NoArm);
                }
                _ => {}
            }
        }
        visit::visit_expr_match(self, whole);
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.function(&item.attrs, &item.sig, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.function(&item.attrs, &item.sig, &item.block);
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    // A pattern has no code but its guard.
    fn visit_pat(&mut self, pattern: &'a Pat) {
        if let Pat::Guard(guarded) = pattern {
            self.visit_expr(&guarded.guard);
        }
    }

    // Nothing can be chosen at run time in what is settled before.
    fn visit_expr_repeat(&mut self, whole: &'a syn::ExprRepeat) {
        self.visit_expr(&whole.expr);
    }
    fn visit_expr_const(&mut self, _: &'a syn::ExprConst) {}
    fn visit_item_const(&mut self, _: &'a syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'a syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'a syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'a syn::TraitItemConst) {}
    fn visit_variant(&mut self, _: &'a syn::Variant) {}
    fn visit_type(&mut self, _: &'a Type) {}
    fn visit_path_arguments(&mut self, _: &'a PathArguments) {}
    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}
}

/// Whether an operand is, or holds at its top, a `let`: such a chain is no value.
fn binds(operand: &Expr) -> bool {
    match operand {
        Expr::Let(_) => true,
        Expr::Binary(whole) => matches!(whole.op, BinOp::And(_)) && (binds(&whole.left) || binds(&whole.right)),
        _ => false,
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|it| {
        let is = |name| it.path().is_ident(name);
        is("test") || is("cfg") && it.parse_args::<syn::Ident>().is_ok_and(|it| it == "test")
    })
}

/// On one line, and not too long of it.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(60).collect();
    if cut.len() < line.len() { format!("`{cut}…`") } else { format!("`{line}`") }
}

fn others(operator: &BinOp) -> &'static [&'static str] {
    match operator {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::Lt(_) => &["==", ">", "<="],
        BinOp::Gt(_) => &["==", "<", ">="],
        BinOp::Le(_) => &[">"],
        BinOp::Ge(_) => &["<"],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Add(_) => &["-", "*"],
        BinOp::Sub(_) => &["+", "/"],
        BinOp::Mul(_) => &["+", "/"],
        BinOp::Div(_) => &["%", "*"],
        BinOp::Rem(_) => &["/", "+"],
        BinOp::BitAnd(_) => &["|", "^"],
        BinOp::BitOr(_) => &["&", "^"],
        BinOp::BitXor(_) => &["|", "&"],
        BinOp::Shl(_) => &[">>"],
        BinOp::Shr(_) => &["<<"],
        BinOp::AddAssign(_) => &["-=", "*="],
        BinOp::SubAssign(_) => &["+=", "/="],
        BinOp::MulAssign(_) => &["+=", "/="],
        BinOp::DivAssign(_) => &["%=", "*="],
        BinOp::BitAndAssign(_) => &["|="],
        BinOp::BitOrAssign(_) => &["&="],
        _ => &[],
    }
}

/// Simple values of a type.
fn values(of: &Type) -> Vec<String> {
    let fixed = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    match of {
        Type::Tuple(tuple) if tuple.elems.is_empty() => fixed(&["()"]),
        Type::Reference(to) if to.mutability.is_none() => match &*to.elem {
            Type::Path(path) if path.path.is_ident("str") => fixed(&["\"\"", "\"xyzzy\""]),
            Type::Slice(_) => fixed(&["&[]"]),
            _ => vec![],
        },
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return vec![] };
            let within = || first_argument(&last.arguments).map(values).unwrap_or_default();
            let each = |shape: &str| within().iter().map(|it| shape.replace('_', it)).collect::<Vec<_>>();
            match last.ident.to_string().as_str() {
                "bool" => fixed(&["true", "false"]),
                "String" => fixed(&["String::new()", "\"xyzzy\".to_owned()"]),
                "usize" | "u8" | "u16" | "u32" | "u64" | "u128" => fixed(&["0", "1"]),
                "isize" | "i8" | "i16" | "i32" | "i64" | "i128" => fixed(&["0", "1", "-1"]),
                "f32" | "f64" => fixed(&["0.0", "1.0"]),
                "Option" => [fixed(&["None"]), each("Some(_)")].concat(),
                "Vec" => [fixed(&["vec![]"]), each("vec![_]")].concat(),
                "BTreeMap" | "BTreeSet" => fixed(&["Default::default()"]),
                "Result" if last.arguments.is_none() => fixed(&["Ok(Default::default())"]),
                "Result" => each("Ok(_)"),
                _ => vec![],
            }
        }
        _ => vec![],
    }
}

fn first_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(all) = arguments else { return None };
    all.args.iter().find_map(|it| match it {
        GenericArgument::Type(of) => Some(of),
        _ => None,
    })
}
