package initscope.formats.wire;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads protobuf by protobuf's own library, with the fields that a test names: messages as in a {@code .proto} file, one field a line,
/// {@code message NAME}, then {@code [repeated] TYPE NAME NUMBER}.
public final class ProtoSchema {
  private static final Map<String, Type> TYPES =
      Map.of(
          "int64", Type.TYPE_INT64,
          "uint64", Type.TYPE_UINT64,
          "fixed64", Type.TYPE_FIXED64,
          "int32", Type.TYPE_INT32,
          "uint32", Type.TYPE_UINT32,
          "string", Type.TYPE_STRING,
          "bytes", Type.TYPE_BYTES);

  private final FileDescriptor file;

  /// A schema of these messages.
  public ProtoSchema(String text) {
    FileDescriptorProto.Builder builder = FileDescriptorProto.newBuilder().setName("test.proto");
    List<DescriptorProto.Builder> messages = new ArrayList<>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String[] words = line.split(" ");
      if (words[0].equals("message")) {
        messages.add(DescriptorProto.newBuilder().setName(words[1]));
      } else {
        messages.getLast().addField(field(words));
      }
    }
    messages.forEach(builder::addMessageType);
    try {
      file = FileDescriptor.buildFrom(builder.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static FieldDescriptorProto field(String[] words) {
    boolean repeated = words[0].equals("repeated");
    int at = repeated ? 1 : 0;
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setLabel(repeated ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL)
            .setName(words[at + 1])
            .setNumber(Integer.parseInt(words[at + 2]));
    Type type = TYPES.get(words[at]);
    if (type == null) {
      return field.setType(Type.TYPE_MESSAGE).setTypeName(words[at]).build();
    }
    return field.setType(type).build();
  }

  /// Reads one message and makes sure that it holds no field the schema does not name.
  public DynamicMessage read(String message, byte[] bytes) {
    Descriptor type = file.findMessageTypeByName(message);
    try {
      DynamicMessage read = DynamicMessage.parseFrom(type, bytes);
      refuseUnknown(read);
      return read;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The value of a field, its default where it is not set.
  @SuppressWarnings("unchecked")
  public static <T> T get(DynamicMessage message, String field) {
    return (T) message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  /// Whether a field is set.
  public static boolean has(DynamicMessage message, String field) {
    return message.hasField(message.getDescriptorForType().findFieldByName(field));
  }

  private static void refuseUnknown(DynamicMessage message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new IllegalArgumentException(
          message.getDescriptorForType().getName() + " has " + message.getUnknownFields());
    }
    for (Object value : message.getAllFields().values()) {
      if (value instanceof DynamicMessage one) {
        refuseUnknown(one);
      } else if (value instanceof List<?> many) {
        many.stream()
            .filter(DynamicMessage.class::isInstance)
            .forEach(m -> refuseUnknown((DynamicMessage) m));
      }
    }
  }
}
