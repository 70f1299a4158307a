package genga.ingest.collection;

import java.util.Optional;

/// A clip or still in a collection.
///
/// @param number its place, counted from 1
/// @param name in the zip
/// @param moving whether it is a clip
public record CollectionItem(int number, String name, boolean moving, Optional<BroughtCaption> caption) {

    /// @param text one line
    /// @param file where it stood
    public record BroughtCaption(String text, String file) {}
}
