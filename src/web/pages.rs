//! One module per kind of page.

pub(super) mod about;
pub(super) mod advice;
pub(super) mod approach;
pub(super) mod compare;
pub(super) mod home;
pub(super) mod keeping;
pub(super) mod kept_project;
pub(super) mod ladders;
pub(super) mod list;
pub(super) mod methods;
pub(super) mod missing;
pub(super) mod open;
pub(super) mod overview;
pub(super) mod project_document;
pub(super) mod project_form;
pub(super) mod projects;
pub(super) mod question;
pub(super) mod rung;
pub(super) mod start;
pub(super) mod tree;
