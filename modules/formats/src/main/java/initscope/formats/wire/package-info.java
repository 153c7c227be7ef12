/// What writers of binary formats share: the wire format of protobuf. Not a format itself, and no schema.
///
/// - `ProtoWriter` holds one message; a message in a message is another `ProtoWriter`.
@NullMarked
package initscope.formats.wire;

import org.jspecify.annotations.NullMarked;
