package initscope.evidence.join;

import initscope.formats.folded.FoldedReader;
import initscope.formats.pprof.PprofReader;
import initscope.formats.strace.StraceDecoder;
import initscope.formats.strace.StraceProfile;
import initscope.model.EvidenceRef;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Profiles among the pieces: what is one already, and traces of system calls as the time they took.
///
/// @param profiles in the order of the pieces; of each the one to show at once first
/// @param places {@code profile.0} and so on: which piece each was read from
public record ProfileJoin(List<Profile> profiles, Map<String, EvidenceRef> places) {
  private static final String KEY = "profile/";

  /// Formats that give profiles.
  public static final List<String> FORMATS =
      List.of(FoldedReader.NAME, PprofReader.NAME, StraceDecoder.NAME);

  /// Keeps immutable copies.
  public ProfileJoin {
    profiles = List.copyOf(profiles);
    places = Map.copyOf(places);
  }

  /// The key of a piece of one of {@link #FORMATS}.
  ///
  /// @param number tells it from others of the same format
  public static String key(String format, int number) {
    return KEY + format + "." + number;
  }

  /// Reads them.
  static ProfileJoin of(Pieces pieces) {
    List<Profile> profiles = new ArrayList<>();
    Map<String, EvidenceRef> places = new LinkedHashMap<>();
    for (Piece piece : pieces.all()) {
      for (Profile profile : profiles(pieces, piece)) {
        places.put("profile." + profiles.size(), EvidenceRef.whole(piece.name(), piece.name()));
        profiles.add(profile);
      }
    }
    return new ProfileJoin(profiles, places);
  }

  private static List<Profile> profiles(Pieces pieces, Piece piece) {
    int dot = piece.key().lastIndexOf('.');
    if (!piece.key().startsWith(KEY) || dot < KEY.length()) {
      return List.of();
    }
    return switch (piece.key().substring(KEY.length(), dot)) {
      case FoldedReader.NAME -> pieces.decode(piece, new FoldedReader()).profiles();
      case PprofReader.NAME -> pieces.decode(piece, new PprofReader()).profiles();
      case StraceDecoder.NAME ->
          List.of(StraceProfile.waiting(pieces.decode(piece, new StraceDecoder())));
      default -> List.of();
    };
  }
}
