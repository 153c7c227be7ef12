package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lengths as objdump tells them of what Go's compiler makes.
class InstructionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "493b6610", // cmp 0x10(%r14),%rsp
        "0f8669010000", // jbe
        "55", // push %rbp
        "4889e5", // mov %rsp,%rbp
        "4883ec68", // sub $0x68,%rsp
        "440f117c2458", // movups %xmm15,0x58(%rsp)
        "c644242700", // movb $0,0x27(%rsp)
        "488b0d94ef1100", // mov 0x11ef94(%rip),%rcx
        "be01000000", // mov $1,%esi
        "f00fb131", // lock cmpxchg %esi,(%rcx)
        "f0480fc11d00000000", // lock xadd %rbx,0(%rip)
        "400f94c6", // sete %sil
        "4084f6", // test %sil,%sil
        "7512", // jne
        "e8aef8fcff", // call
        "488d442448", // lea 0x48(%rsp),%rax
        "ffd6", // call *%rsi
        "0f1f440000", // nopl 0(%rax,%rax,1)
        "48b80123456789abcdef", // movabs
        "48c7842480000000ffffffff", // movq $-1,0x80(%rsp)
        "f6c101", // test $1,%cl
        "f7d8", // neg %eax
        "66c744241e0100", // movw $1,0x1e(%rsp)
        "c5fe6f06", // vmovdqu (%rsi),%ymm0
        "c4e37d39c101", // vextracti128 $1,%ymm0,%xmm1
        "4863c0", // movslq %eax,%rax
        "66410fbae100", // bt $0,%r9w
        "c3"
      })
  void knowsTheLength(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex + "cccccccccccc");
    assertThat(Instruction.at(Bytes.of(bytes), 0))
        .hasValueSatisfying(i -> assertThat(i.length()).isEqualTo(hex.length() / 2));
  }

  @Test
  void saysNothingOfWhatIsCut() {
    Bytes cut = Bytes.of(HexFormat.of().parseHex("488b0d94ef11"));
    assertThat(Instruction.at(cut, 0)).isEmpty();
    assertThat(Instruction.at(Bytes.EMPTY, 0)).isEmpty();
  }
}
