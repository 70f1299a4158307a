package genga.ingest.collection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names in a collection, with `/` between their parts.
public final class EntryName {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
    private static final Set<String> LITTER = Set.of("__macosx", "thumbs.db", "desktop.ini");
    private static final Set<String> STILLS = Set.of("png", "jpg", "jpeg", "webp", "bmp", "avif", "jxl");
    private static final Set<String> CLIPS =
            Set.of("mp4", "webm", "avi", "mkv", "mov", "flv", "wmv", "m4v", "mpg", "mpeg");

    private EntryName() {}

    /// Whether it would leave the folder it is unpacked in.
    static boolean leadsOut(String name) {
        return name.startsWith("/")
                || DRIVE.matcher(name).matches()
                || name.indexOf('\0') >= 0
                || Arrays.asList(name.split("/")).contains("..");
    }

    /// What file managers leave behind, and files that hide.
    public static boolean hidden(String name) {
        return Arrays.stream(name.split("/"))
                .anyMatch(part -> part.startsWith(".") && !part.equals("..") && !part.equals(".")
                        || LITTER.contains(part.toLowerCase(Locale.ROOT)));
    }

    public static boolean still(String name) {
        return STILLS.contains(extension(name));
    }

    public static boolean clip(String name) {
        return CLIPS.contains(extension(name));
    }

    /// In lower case; empty when there is none.
    public static String extension(String name) {
        String base = base(name);
        int dot = base.lastIndexOf('.');
        return dot < 0 ? "" : base.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// The name without its extension.
    static String stem(String name) {
        String extension = extension(name);
        return extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    }

    /// The last part.
    static String base(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// All parts but the last, with a `/` at the end; empty for none.
    static String folder(String name) {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
