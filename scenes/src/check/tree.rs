//! Reading the parsed tree where it may have any shape: what is not as expected is as if it were not there.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it begins, in bytes.
pub(super) fn field<'a>(table: &'a DeTable<'_>, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
    table
        .iter()
        .find(|(key, _)| key.get_ref() == name)
        .map(|(_, value)| value)
}

/// A text and where it begins.
pub(super) fn text<'a>(table: &'a DeTable<'_>, name: &str) -> Option<(&'a str, usize)> {
    let value = field(table, name)?;
    Some((value.get_ref().as_str()?, value.span().start))
}

/// A table and where it begins.
pub(super) fn table<'a>(table: &'a DeTable<'_>, name: &str) -> Option<&'a DeTable<'a>> {
    field(table, name)?.get_ref().as_table()
}

/// The elements of a list, each with where it begins.
pub(super) fn items<'a>(
    table: &'a DeTable<'_>,
    name: &str,
) -> impl Iterator<Item = &'a Spanned<DeValue<'a>>> {
    field(table, name)
        .and_then(|value| value.get_ref().as_array())
        .into_iter()
        .flat_map(|list| list.iter())
}

/// The tables in a list.
pub(super) fn tables<'a>(
    table: &'a DeTable<'_>,
    name: &str,
) -> impl Iterator<Item = &'a DeTable<'a>> {
    items(table, name).filter_map(|item| item.get_ref().as_table())
}

/// A number and where it begins.
pub(super) fn number(table: &DeTable<'_>, name: &str) -> Option<(f64, usize)> {
    let value = field(table, name)?;
    Some((as_number(value.get_ref())?, value.span().start))
}

/// The number in a value, whole or not.
pub(super) fn as_number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => {
            let whole = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            Some(whole as f64)
        }
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}
