/* What a program on an emulated AVR needs beyond avr-libc's start-up code: text on the first serial line, and a last line
 * there, since such a machine does not stop. `main` of the program is compiled as tinyml_main.
 * SPDX-License-Identifier: MIT-0 */
#undef main
#include <avr/io.h>
#include <stdint.h>

int tinyml_main(void);
void tinyml_write(const char *text);
uint64_t tinyml_ticks(void);

void tinyml_write(const char *text)
{
  for (; *text != 0; text++) {
    while ((UCSR0A & (1 << UDRE0)) == 0) {
    }
    UDR0 = (uint8_t)*text;
  }
}

uint64_t tinyml_ticks(void)
{
  return 0;
}

int main(void)
{
  char line[] = "tinyml: exit 00\n";
  int status;

  UCSR0B = 1 << TXEN0;
  status = tinyml_main();
  line[13] = (char)('0' + status / 10 % 10);
  line[14] = (char)('0' + status % 10);
  tinyml_write(line);
  for (;;) {
  }
}
