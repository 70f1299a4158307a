package genga.wan.tensor;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One resource `genga/wan/script/NAME.py` of TorchScript text in the serialised dialect, compiled by libtorch.
///
/// Every method is compiled when the script loads, so loading is the syntax test. Methods run with gradients off; one
/// that needs them calls `torch.set_grad_enabled` itself. Scripts hold no state: weights come in as arguments.
///
/// A script whose first line is `# with OTHER` has the functions of the resource `OTHER` before its own.
public final class Script {
    private static final Pattern WITH = Pattern.compile("\\A# with (\\w+)\n");
    private static final Map<String, Script> LOADED = new ConcurrentHashMap<>();

    private final String name;
    private final PtSymbolBlock module;

    private Script(String name, PtSymbolBlock module) {
        this.name = name;
        this.module = module;
    }

    /// The script of that name, loaded once per process and never freed.
    public static Script load(String name) {
        return LOADED.computeIfAbsent(name, Script::read);
    }

    private static Script read(String name) {
        try {
            return compile(name, text(name));
        } catch (IOException e) {
            throw new UncheckedIOException("script " + name + " could not be read", e);
        }
    }

    private static String text(String name) throws IOException {
        String path = "/genga/wan/script/" + name + ".py";
        try (InputStream text = Script.class.getResourceAsStream(path)) {
            if (text == null) {
                throw new IllegalArgumentException("script " + name + " is missing; expected the resource " + path);
            }
            String own = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            Matcher other = WITH.matcher(own);
            return other.find() ? text(other.group(1)) + own : own;
        }
    }

    static Script compile(String name, String text) throws IOException {
        try (InputStream archive = new ByteArrayInputStream(ScriptArchive.of(text))) {
            return new Script(name, JniUtils.loadModule(LibTorch.get().root(), archive, false, false));
        } catch (RuntimeException e) {
            throw new TensorException("script " + name + " does not compile: " + e.getMessage(), e);
        }
    }

    /// Calls a method that returns one tensor. Arguments: [Tensor], `List<Tensor>`, integers, floats, boolean,
    /// [String], `long[]`, `double[]` and an `Optional` of these.
    public Tensor call(TensorScope scope, String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            return new Tensor(result.toTensor(scope.manager()));
        }
    }

    /// Calls a method that returns `List[Tensor]`.
    public List<Tensor> callList(TensorScope scope, String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            List<Tensor> tensors = new ArrayList<>();
            for (PtNDArray array : result.toTensorArray(scope.manager())) {
                tensors.add(new Tensor(array));
            }
            return List.copyOf(tensors);
        }
    }

    /// Calls a method that returns a `float`.
    public double callDouble(String method, Object... arguments) {
        try (IValue result = run(method, arguments)) {
            return result.toDouble();
        }
    }

    /// Calls a method whose result does not matter, such as one that writes into its arguments.
    public void callVoid(String method, Object... arguments) {
        run(method, arguments).close();
    }

    private IValue run(String method, Object... arguments) {
        try (ScriptArguments values = new ScriptArguments(arguments)) {
            return LibTorch.get().run(module.getHandle(), method, values.handles());
        } catch (TensorException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TensorException(
                    "%s.%s failed with arguments %s: %s"
                            .formatted(name, method, Arrays.deepToString(arguments), e.getMessage()),
                    e);
        }
    }

    /// An empty `Optional`, which DJL cannot make: the answer of a script that returns nothing.
    static IValue none() {
        return CoreScript.get().run("none");
    }
}
