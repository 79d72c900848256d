// SPDX-License-Identifier: Apache-2.0
#include "ftsim/count.hpp"

#include <gtest/gtest.h>

#include "ftsim/error.hpp"

namespace ftsim {
namespace {

TEST(Count, ReadsWholeNumbersAsPeopleWriteThem) {
    EXPECT_EQ(parse_count("0", "--cycles"), 0U);
    EXPECT_EQ(parse_count("1_000_000", "--cycles"), 1'000'000U);
    EXPECT_EQ(parse_count("1e9", "--cycles"), 1'000'000'000U);
    EXPECT_EQ(parse_count("2E3", "--cycles"), 2000U);
    EXPECT_EQ(parse_count("1e+3", "--cycles"), 1000U);
    EXPECT_EQ(parse_count("10M", "--cycles"), 10'000'000U);
    EXPECT_EQ(parse_count("3k", "--cycles"), 3000U);
    EXPECT_EQ(parse_count("4G", "--cycles"), 4'000'000'000U);
    EXPECT_EQ(parse_count("1.5e3", "--cycles"), 1500U);
    EXPECT_EQ(parse_count("2.50M", "--cycles"), 2'500'000U);
    EXPECT_EQ(parse_count("18446744073709551615", "--cycles"), UINT64_MAX);
}

TEST(Count, RefusesEverythingElse) {
    for (const char* text : {"",
                             "-1",
                             "+1",
                             " 1",
                             "1 ",
                             "1.5",
                             "1.25e1",
                             "1e",
                             "e9",
                             "_1",
                             "1_",
                             "1__0",
                             "1x",
                             "1kk",
                             "0x10",
                             "1e-3",
                             "18446744073709551616",
                             "1e20",
                             "1e999",
                             "nan",
                             ".5e1",
                             "5.e1"}) {
        EXPECT_THROW(parse_count(text, "--cycles"), Error) << text;
    }
}

TEST(Count, NamesTheOptionAndWhatWasFound) {
    try {
        parse_count("1.5", "--cycles");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_NE(std::string(error.what()).find("--cycles: \"1.5\""), std::string::npos);
    }
}

TEST(Rate, IsANumberAboveZero) {
    EXPECT_DOUBLE_EQ(parse_rate("1e-6", "--rate"), 1e-6);
    EXPECT_DOUBLE_EQ(parse_rate("0.5", "--rate"), 0.5);
    for (const char* text : {"", "0", "-1", "1e-6x", "nan", "inf", "1e999"}) {
        EXPECT_THROW(parse_rate(text, "--rate"), Error) << text;
    }
}

TEST(Size, IsCountedInPowersOf1024) {
    EXPECT_EQ(parse_size("65536", "--ram"), 65536U);
    EXPECT_EQ(parse_size("64k", "--ram"), 65536U);
    EXPECT_EQ(parse_size("128M", "--ram"), 128U << 20);
    EXPECT_EQ(parse_size("1G", "--ram"), 1U << 30);
    for (const char* text : {"", "M", "1e6", "1.5M", "-1", "12 M", "1MM", "1K", "17179869184G"}) {
        EXPECT_THROW(parse_size(text, "--ram"), Error) << text;
    }
}

TEST(Date, IsReadInUtc) {
    EXPECT_EQ(parse_date("1970-01-01", "--rtc-start"), 0U);
    EXPECT_EQ(parse_date("2000-01-01", "--rtc-start"), 946'684'800U);
    EXPECT_EQ(parse_date("2024-02-29T23:59:58", "--rtc-start"), 1'709'251'198U);
    for (const char* text :
         {"", "2000", "2000-1-1", "2000-13-01", "2001-02-29", "2000-01-01T24:00:00",
          "2000-01-01 12:00:00", "1969-12-31", "2200-01-01", "2000-01-01T12:00", "2000-01-0x"}) {
        EXPECT_THROW(parse_date(text, "--rtc-start"), Error) << text;
    }
}

}  // namespace
}  // namespace ftsim
