package genga.wan.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Walks over the fields of one protocol-buffer message (encoding: protobuf.dev, "Encoding").
///
/// After [#next], the number and the value of the field are there to be read; the value is a number, or the bytes of
/// a text or message.
final class ProtobufFields {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final ByteBuffer in;
    private final String origin;
    private int field;
    private long number;
    private byte[] bytes = new byte[0];

    /// @param origin where the bytes come from, for messages
    ProtobufFields(byte[] message, String origin) {
        this.in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        this.origin = origin;
    }

    /// Moves to the next field; false at the end.
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        switch ((int) (tag & 7)) {
            case VARINT -> number = varint();
            case FIXED_64 -> number = need(Long.BYTES).getLong();
            case FIXED_32 -> number = need(Integer.BYTES).getInt();
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > in.remaining()) {
                    throw damaged();
                }
                bytes = new byte[(int) length];
                in.get(bytes);
            }
            default -> throw damaged();
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() {
        return number;
    }

    float fraction() {
        return Float.intBitsToFloat((int) number);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    ProtobufFields message() {
        return new ProtobufFields(bytes, origin);
    }

    private ByteBuffer need(int count) {
        if (in.remaining() < count) {
            throw damaged();
        }
        return in;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = need(1).get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    private IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "tokenizer %s is damaged at byte %d: expected a SentencePiece model; fetch spiece.model again"
                        .formatted(origin, in.position()));
    }
}
