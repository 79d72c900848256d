// SPDX-License-Identifier: Apache-2.0
// Console input: answers every line, and ends after a line that is just `q`.
#include "ftsim.h"

int main(void) {
    static char line[80];
    for (uint32_t number = 1;; number++) {
        unsigned length = 0;
        for (char c; (c = get_char()) != '\n';) {
            if (length < sizeof line - 1) line[length++] = c;
        }
        line[length] = 0;
        if (line[0] == 'q' && line[1] == 0) break;
        print_decimal(number);
        print(": ");
        print(line);
        print("\n");
    }
    print("bye\n");
    return 0;
}
