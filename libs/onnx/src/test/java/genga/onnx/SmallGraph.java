package genga.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes ONNX graphs of a few nodes in a row, as protobuf (onnx.proto3 names the fields), so that the real runtime
/// runs
/// a real model in a test.
final class SmallGraph {
    static final int FLOAT = 1;
    static final int UINT8 = 2;

    private SmallGraph() {}

    /// @param attributes each made by [#ints] or [#integer]
    record Node(String operator, List<byte[]> attributes) {}

    /// @param shape 0 where any size will do
    record Port(int type, long... shape) {}

    /// A graph whose nodes follow one another, from `input` to `output`.
    static void write(Path file, Port input, Port output, Node... nodes) throws IOException {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (int i = 0; i < nodes.length; i++) {
            ByteArrayOutputStream node = new ByteArrayOutputStream();
            text(node, 1, i == 0 ? "input" : "between" + i);
            text(node, 2, i == nodes.length - 1 ? "output" : "between" + (i + 1));
            text(node, 4, nodes[i].operator());
            for (byte[] attribute : nodes[i].attributes()) {
                bytes(node, 5, attribute);
            }
            bytes(graph, 1, node.toByteArray());
        }
        text(graph, 2, "small");
        bytes(graph, 11, port("input", input));
        bytes(graph, 12, port("output", output));
        ByteArrayOutputStream opset = new ByteArrayOutputStream();
        number(opset, 2, 13);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, 8);
        bytes(model, 7, graph.toByteArray());
        bytes(model, 8, opset.toByteArray());
        Files.write(file, model.toByteArray());
    }

    static byte[] integer(String name, long value) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        text(attribute, 1, name);
        number(attribute, 3, value);
        number(attribute, 20, 2);
        return attribute.toByteArray();
    }

    static byte[] ints(String name, long... values) {
        ByteArrayOutputStream attribute = new ByteArrayOutputStream();
        text(attribute, 1, name);
        for (long value : values) {
            number(attribute, 8, value);
        }
        number(attribute, 20, 7);
        return attribute.toByteArray();
    }

    private static byte[] port(String name, Port port) {
        ByteArrayOutputStream shape = new ByteArrayOutputStream();
        for (long side : port.shape()) {
            ByteArrayOutputStream dimension = new ByteArrayOutputStream();
            if (side > 0) {
                number(dimension, 1, side);
            } else {
                text(dimension, 2, "any");
            }
            bytes(shape, 1, dimension.toByteArray());
        }
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        number(tensor, 1, port.type());
        bytes(tensor, 2, shape.toByteArray());
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        bytes(type, 1, tensor.toByteArray());
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        text(value, 1, name);
        bytes(value, 2, type.toByteArray());
        return value.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, (long) field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
