/// The walls between the rooms and the manners of the sources, as tests.
/// - `RoomsTest`: which room may know which, `LibrariesTest`: which room may use which library or power.
/// - `SourcesTest`: sizes and texts of the sources, `FormatTest`: their format, `TreeTest`: what no file of the tree may hold.
/// - To add a room: one word in `Rooms.IN_ORDER`.
/// - Not here: what a room does; that is tested in the room.
@NullMarked
package initscope.rooms;

import org.jspecify.annotations.NullMarked;
