/// What binary formats share: the wire format of protobuf, and gzip or zstd around it. Not a format itself, and no schema.
///
/// - `ProtoWriter` holds one message; a message in a message is another `ProtoWriter`. `ProtoReader` is its twin.
/// - `Gunzip` and `Unzstd` unpack up to a bound.
@NullMarked
package initscope.formats.wire;

import org.jspecify.annotations.NullMarked;
