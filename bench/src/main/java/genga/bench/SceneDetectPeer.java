package genga.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// PySceneDetect in the Python that `GENGA_PYTHON` names.
final class SceneDetectPeer {
    private static final String SCRIPT = """
            import json, sys, time
            from scenedetect import open_video, SceneManager, AdaptiveDetector, ContentDetector
            detector = {"adaptive": AdaptiveDetector, "content": ContentDetector}[sys.argv[2]]()
            begin = time.perf_counter()
            video = open_video(sys.argv[1])
            manager = SceneManager()
            manager.add_detector(detector)
            frames = manager.detect_scenes(video)
            seconds = time.perf_counter() - begin
            cuts = [scene[0].frame_num for scene in manager.get_scene_list()][1:]
            print(json.dumps({"frames": frames, "seconds": seconds, "cuts": cuts}))
            """;

    private final String interpreter;

    private SceneDetectPeer(String interpreter) {
        this.interpreter = interpreter;
    }

    /// @param seconds from opening the film to the last frame, the interpreter's start left out
    record Answer(int frames, double seconds, List<Integer> cuts) {}

    /// Empty when `GENGA_PYTHON` is unset or has no PySceneDetect.
    static Optional<SceneDetectPeer> find() {
        String interpreter = System.getenv("GENGA_PYTHON");
        if (interpreter == null || interpreter.isBlank()) {
            return Optional.empty();
        }
        Program check = Program.run(List.of(interpreter, "-c", "import scenedetect"));
        return check.status() == 0 ? Optional.of(new SceneDetectPeer(interpreter)) : Optional.empty();
    }

    /// @param detector `adaptive` or `content`, with its defaults
    Answer detect(Path film, String detector) {
        Program run = Program.run(List.of(interpreter, "-W", "ignore", "-c", SCRIPT, film.toString(), detector));
        String[] lines =
                new String(run.output(), StandardCharsets.UTF_8).strip().split("\n");
        if (run.status() != 0) {
            throw new BenchException("PySceneDetect failed on " + film + "; run it by hand to see why");
        }
        try {
            return new ObjectMapper().readValue(lines[lines.length - 1], new TypeReference<>() {});
        } catch (IOException e) {
            throw new BenchException("PySceneDetect answered " + lines[lines.length - 1], e);
        }
    }
}
