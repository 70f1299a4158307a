package genga.media;

import genga.contracts.vocabulary.FrameRate;
import genga.curation.shot.TimeBase;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.Loader;

/// Where this library and all it needs lie on disk, however it was packaged, so that another Java process can run it.
public final class CodePath {
    private CodePath() {}

    /// As `java -cp` takes it.
    public static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> part :
                new Class<?>[] {CodePath.class, TimeBase.class, FrameRate.class, avformat.class, Loader.class}) {
            places.add(placeOf(part.getProtectionDomain().getCodeSource().getLocation()));
        }
        String platform = Loader.getPlatform();
        places.add(holderOf("org/bytedeco/ffmpeg/" + platform + "/" + System.mapLibraryName("jniavformat")));
        places.add(holderOf("org/bytedeco/javacpp/" + platform + "/" + System.mapLibraryName("jnijavacpp")));
        return String.join(File.pathSeparator, places);
    }

    private static String placeOf(URL code) {
        return Path.of(URI.create(code.toString())).toString();
    }

    /// The jar that holds a resource.
    private static String holderOf(String resource) {
        URL found = avformat.class.getClassLoader().getResource(resource);
        if (found == null) {
            throw new IllegalStateException("FFmpeg's natives are not on the class path: no " + resource);
        }
        String jar = found.toString().replaceFirst("^jar:", "").replaceFirst("!/.*$", "");
        try {
            return placeOf(URI.create(jar).toURL());
        } catch (MalformedURLException odd) {
            throw new IllegalStateException("FFmpeg's natives lie in no jar: " + found, odd);
        }
    }
}
