package genga.wan.weights;

import genga.wan.weights.Pickled.Mark;
import genga.wan.weights.Pickled.Name;
import genga.wan.weights.Pickled.Scalar;
import genga.wan.weights.Pickled.Sequence;
import genga.wan.weights.Pickled.Storage;
import genga.wan.weights.Pickled.Table;
import genga.wan.weights.Pickled.Tuple;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the pickles `torch.save` writes of state dictionaries, and no others: an opcode or name that is not on the
/// list is refused, and calls only ever make dictionaries and tensor descriptions.
///
/// Opcodes: CPython's `pickletools`, protocols 2 to 5.
final class PickleMachine {
    private static final int MAX_PROTOCOL = 5;

    private final ByteBuffer code;
    private final Deque<Pickled> stack = new ArrayDeque<>();
    private final Map<Integer, Pickled> memo = new HashMap<>();

    private PickleMachine(byte[] pickle) {
        code = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Pickled read(byte[] pickle) {
        PickleMachine machine = new PickleMachine(pickle);
        try {
            while (true) {
                int at = machine.code.position();
                int opcode = Byte.toUnsignedInt(machine.code.get());
                if (opcode == '.') {
                    return machine.pop();
                }
                machine.execute(opcode, at);
            }
        } catch (BufferUnderflowException e) {
            throw new WeightsException("its pickle ends too early", e);
        }
    }

    private void execute(int opcode, int at) {
        switch (opcode) {
            case 0x80 -> checkProtocol(code.get());
            case 0x95 -> code.getLong();
            case 'c' -> stack.push(new Name(PickleGlobal.of(line(), line())));
            case 0x93 -> stackGlobal();
            case 'q' -> memo.put(Byte.toUnsignedInt(code.get()), top());
            case 'r' -> memo.put(code.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> recall(Byte.toUnsignedInt(code.get()));
            case 'j' -> recall(code.getInt());
            case 'Q' -> stack.push(storage(pop()));
            case 'R' -> reduce();
            case 'b' -> pop();
            default -> executeValue(opcode, at);
        }
    }

    private void executeValue(int opcode, int at) {
        switch (opcode) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) code.getInt());
            case 'K' -> push((long) Byte.toUnsignedInt(code.get()));
            case 'M' -> push((long) Short.toUnsignedInt(code.getShort()));
            case 0x8a -> push(longValue(Byte.toUnsignedInt(code.get())));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(code.getLong())));
            case 'X' -> push(text(code.getInt()));
            case 0x8c -> push(text(Byte.toUnsignedInt(code.get())));
            default -> executeContainer(opcode, at);
        }
    }

    private void executeContainer(int opcode, int at) {
        switch (opcode) {
            case '(' -> stack.push(new Mark());
            case ')' -> stack.push(new Tuple(List.of()));
            case 't' -> stack.push(new Tuple(popToMark()));
            case 0x85 -> stack.push(new Tuple(popLast(1)));
            case 0x86 -> stack.push(new Tuple(popLast(2)));
            case 0x87 -> stack.push(new Tuple(popLast(3)));
            case ']' -> stack.push(new Sequence());
            case 'a' -> append(popLast(1));
            case 'e' -> append(popToMark());
            case '}' -> stack.push(new Table());
            case 's' -> set(popLast(2));
            case 'u' -> set(popToMark());
            default ->
                throw new WeightsException(("its pickle uses opcode 0x%02x at byte %d, which a dictionary of tensors"
                                .formatted(opcode, at))
                        + " never needs: do not trust this file, get it as safetensors");
        }
    }

    private static void checkProtocol(byte protocol) {
        if (protocol < 2 || protocol > MAX_PROTOCOL) {
            throw new WeightsException(
                    "its pickle has protocol %d; expected 2 to %d".formatted(protocol, MAX_PROTOCOL));
        }
    }

    private void push(Object value) {
        stack.push(new Scalar(value));
    }

    private Pickled pop() {
        if (stack.isEmpty()) {
            throw new WeightsException("its pickle takes more values than it made");
        }
        return stack.pop();
    }

    private Pickled top() {
        Pickled top = pop();
        stack.push(top);
        return top;
    }

    private void recall(int key) {
        Pickled value = memo.get(key);
        if (value == null) {
            throw new WeightsException("its pickle recalls value " + key + ", which it never kept");
        }
        stack.push(value);
    }

    private List<Pickled> popLast(int count) {
        List<Pickled> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(pop());
        }
        Collections.reverse(items);
        return items;
    }

    private List<Pickled> popToMark() {
        List<Pickled> items = new ArrayList<>();
        for (Pickled item = pop(); !(item instanceof Mark); item = pop()) {
            items.add(item);
        }
        Collections.reverse(items);
        return items;
    }

    private void append(List<Pickled> items) {
        if (!(top() instanceof Sequence sequence)) {
            throw new WeightsException("its pickle appends to something that is no list");
        }
        sequence.items().addAll(items);
    }

    private void set(List<Pickled> pairs) {
        if (!(top() instanceof Table table) || pairs.size() % 2 != 0) {
            throw new WeightsException("its pickle sets items of something that is no dictionary");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!(pairs.get(i) instanceof Scalar(Object key)) || key == null) {
                throw new WeightsException("its pickle has a dictionary key that is neither text nor number");
            }
            if (table.items.put(key, pairs.get(i + 1)) != null) {
                throw new WeightsException("its pickle has the key " + key + " twice");
            }
        }
    }

    private void stackGlobal() {
        List<Pickled> names = popLast(2);
        stack.push(new Name(PickleGlobal.of(TorchCall.text(names.getFirst()), TorchCall.text(names.getLast()))));
    }

    private static Storage storage(Pickled reference) {
        return TorchCall.storage(reference);
    }

    private void reduce() {
        List<Pickled> call = popLast(2);
        if (!(call.getFirst() instanceof Name(PickleGlobal global)) || !(call.getLast() instanceof Tuple arguments)) {
            throw new WeightsException("its pickle calls something that is no name: do not trust this file");
        }
        stack.push(TorchCall.apply(global, arguments.items()));
    }

    private String line() {
        int from = code.position();
        while (code.get() != '\n') {
            continue;
        }
        return new String(code.array(), from, code.position() - 1 - from, StandardCharsets.UTF_8);
    }

    private String text(int length) {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > code.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        code.get(bytes);
        return bytes;
    }

    /// A little-endian two's complement number of up to eight bytes.
    private long longValue(int length) {
        if (length > Long.BYTES) {
            throw new WeightsException("its pickle has a number of " + length + " bytes; expected at most 8");
        }
        byte[] bytes = bytes(length);
        long value = length > 0 && bytes[length - 1] < 0 ? -1 : 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }
}
