//! Every public item of a companion, over every shape of parameter and result, and every option of the attributes.
//! The functions are simple enough that their derivatives are written down here by hand.

#![allow(
    clippy::assign_op_pattern,
    clippy::needless_range_loop,
    clippy::ptr_arg,
    clippy::type_complexity,
    reason = "types are written out and loops are plain: that is what is tested"
)]

#[path = "api/attributes.rs"]
mod attributes;
#[path = "api/buffers.rs"]
mod buffers;
#[path = "api/forms.rs"]
mod forms;
#[path = "api/generic.rs"]
mod generic;
#[path = "api/in_out.rs"]
mod in_out;
#[path = "api/lanes.rs"]
mod lanes;
#[path = "api/rules.rs"]
mod rules;
#[path = "api/second_order.rs"]
mod second_order;
#[path = "api/second_order_of_methods.rs"]
mod second_order_of_methods;
#[path = "api/shapes.rs"]
mod shapes;
