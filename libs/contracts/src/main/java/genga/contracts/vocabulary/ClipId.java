package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Names a clip or still by what it shows: its film and the film's frames. Cutting the same film twice names the same
/// clips, and a clip keeps its name, its caption and a person's ruling when cuts are moved elsewhere in the film.
public record ClipId(@JsonValue String value) implements Id {

    @JsonCreator
    public ClipId {
        Id.check("clip", value);
    }

    /// The clip cut from the film frames `[from, to)`.
    public static ClipId of(FilmId film, FrameRange frames) {
        return new ClipId("clip-%s-%07d-%07d".formatted(stem(film), frames.from(), frames.to()));
    }

    /// The still taken of one film frame, whole.
    public static ClipId still(FilmId film, int frame) {
        return new ClipId("clip-%s-%07d-still".formatted(stem(film), frame));
    }

    /// The `number`-th medium, counted from 1, of a collection that was brought along as it is.
    public static ClipId imported(FilmId film, int number) {
        return new ClipId("clip-%s-n%06d".formatted(stem(film), number));
    }

    /// What is cut out of this still.
    public ClipId cropped(Crop crop) {
        return new ClipId("%s-%04x%04x%04x%04x".formatted(value, crop.x(), crop.y(), crop.width(), crop.height()));
    }

    private static String stem(FilmId film) {
        return film.value().replaceFirst("^film-", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
