#include "bytecode/disassemble.hpp"

#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace leadscore::bytecode {

TEST_CASE("A listing shows every table, then the code") {
  CHECK(disassemble(program_with_everything()) == R"LISTING(model "Everything"
for r1
fields
    0  job_title: text from "Job Title" unknown as "Select", 0, no, ["x", "y"]
    1  employees: number
    2  unsubscribed: yes/no
    3  created_at: time
    4  interests: list of text
    5  plan: one of "Free", "Team" = "Free"
    6  phone: anything
    7  company.city: text
kinds
    0  visited(page: path) with attribute 4
    1  watched(video) with attribute 0, attribute 1, attribute 2, attribute 3
    2  opened(message) from "email_open"
attributes
    0  seconds: number unknown as -1
    1  is_muted: yes/no
    2  released: time
    3  tags: list of text
    4  host: text, or the address's host
selections
    0  visited("/blog/*", "/pricing") where host ends with "acme.com" in the last 7 days
    1  watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo"
    2  opened()
    3  activity in the last 30 days
numbers
    0  employees
    1  seconds
    2  count of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo"
    3  total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo"
    4  (total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" / employees)
    5  (-(total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" / employees))
    6  -1.5
signals
    0  host ends with "acme.com"
    1  seconds between 60 and 1000000000
    2  is_muted is yes
    3  released is known
    4  released since 1970-01-01
    5  tags includes "demo"
    6  job_title is exactly "Student"
    7  job_title in ["ceo", "cto"]
    8  employees between 50 and 100 or between 1000 and 1000000000
    9  interests includes all of ["ai", "ml"]
   10  plan matches "t*m"
   11  phone is known
   12  domain of job_title is known
   13  (total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" / employees) is known
   14  created_at since 1970-01-01
   15  job_title is company.city
   16  (-(total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" / employees)) < -1.5
   17  count of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" is employees
   18  domain of job_title matches regex "^ac(me|ne)"
   19  visited("/blog/*", "/pricing") where host ends with "acme.com" at least 2 times in the last 7 days
   20  watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" at least 1 different
   21  opened() at most 3 times
   22  activity on at least 3 days in the last 30 days
   23  visited("/blog/*", "/pricing") where host ends with "acme.com" not followed by opened() within 1 day in the last 7 days
   24  employees between 1 and 9
   25  employees is known
   26  job_title mentions "vp"
   27  job_title mentions "director"
   28  unsubscribed is yes
parts
    0  fit
    1  engagement up to 100 down to 0
score up to 200
rules
    0  +20 if r4, line 1: as written
    1  +2.5 if r8, line 2: as written
    2  +1 if r23, line 3: as written
    3  +15 each day, up to 45, decays 50% every 30 days if r24 for selection 0, line 4: as written
    4  +3, fades over 90 days if r25 for selection 1, line 5: as written
    5  -5 if r26, line 6: as written
    6  +1 if r27, line 7: as written
    7  +0.75 if r28, line 8: as written
    8  +15 if r29, line 14: as written
    9  +10 if r30, line 15: as written
tables
    0  line 9: as written
         -5 if employees between 1 and 9 (signal 24), line 10: as written
         +0.1 if employees is unknown (signal 25), line 11: as written
         +0.25 if otherwise, line 12: as written
best of
    0  rule 8, rule 9, line 13: as written
contributions
    0  rule 0 to fit
    1  rule 1 to fit
    2  rule 2
    3  rule 3 to engagement
    4  rule 4 to engagement
    5  rule 5 to engagement
    6  rule 6
    7  rule 7
    8  table 0 to fit
    9  best of 0 to fit
sums
    0  fit - 2 * engagement
    1  fit
    2  score
    3  score
    4  score
scores
    0  >= 1000
    1  >= 20
    2  >= 10
    3  >= 30
    4  < 0
changes
    0  score rose 20 in 7 days
    1  fit moved 0.5 in 1 day
grades
    0  fit grade: "A" at 40, "B" at 20, otherwise "C"
disqualifications
    0  if r31, line 16: as written
    1  if r32, line 17: as written
stages
    0  nurture at 10 when r33, line 18: as written
    1  mql at 30 when r36, line 19: as written
routes
    0  "desk", line 20: as written
    1  "others", line 21: as written
alerts
    0  "hot", line 22: as written
    1  "gone" also when disqualified, line 23: as written
nevers
    0  line 24: as written
code
    0  load_signal  r0, signal 6            # job_title is exactly "Student"
    1  not          r1, r0
    2  apply        r1
    3  load_signal  r2, signal 7            # job_title in ["ceo", "cto"]
    4  load_signal  r3, signal 8            # employees between 50 and 100 or between 1000 and 1000000000
    5  and          r4, r2, r3
    6  give         contribution 0          # rule 0 to fit
    7  load_signal  r5, signal 9            # interests includes all of ["ai", "ml"]
    8  load_signal  r6, signal 10           # plan matches "t*m"
    9  not          r7, r6
   10  or           r8, r5, r7
   11  give         contribution 1          # rule 1 to fit
   12  load_signal  r9, signal 11           # phone is known
   13  load_signal  r10, signal 12          # domain of job_title is known
   14  or           r11, r9, r10
   15  load_signal  r12, signal 13          # (total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" / employees) is known
   16  or           r13, r11, r12
   17  load_signal  r14, signal 14          # created_at since 1970-01-01
   18  or           r15, r13, r14
   19  load_signal  r16, signal 15          # job_title is company.city
   20  or           r17, r15, r16
   21  load_signal  r18, signal 16          # (-(total seconds of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" / employees)) < -1.5
   22  or           r19, r17, r18
   23  load_signal  r20, signal 17          # count of watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" is employees
   24  or           r21, r19, r20
   25  load_signal  r22, signal 18          # domain of job_title matches regex "^ac(me|ne)"
   26  or           r23, r21, r22
   27  give         contribution 2          # rule 2
   28  load_signal  r24, signal 19          # visited("/blog/*", "/pricing") where host ends with "acme.com" at least 2 times in the last 7 days
   29  give         contribution 3          # rule 3 to engagement
   30  load_signal  r25, signal 20          # watched() where seconds between 60 and 1000000000 and is_muted is no and released is known and released since 1970-01-01 and tags does not include "demo" at least 1 different
   31  give         contribution 4          # rule 4 to engagement
   32  load_signal  r26, signal 21          # opened() at most 3 times
   33  give         contribution 5          # rule 5 to engagement
   34  load_signal  r27, signal 22          # activity on at least 3 days in the last 30 days
   35  give         contribution 6          # rule 6
   36  load_signal  r28, signal 23          # visited("/blog/*", "/pricing") where host ends with "acme.com" not followed by opened() within 1 day in the last 7 days
   37  give         contribution 7          # rule 7
   38  give         contribution 8          # table 0 to fit
   39  load_signal  r29, signal 26          # job_title mentions "vp"
   40  load_signal  r30, signal 27          # job_title mentions "director"
   41  give         contribution 9          # best of 0 to fit
   42  close_part   part 0                  # fit
   43  close_part   part 1                  # engagement
   44  close_score
   45  grade        grade 0                 # fit grade
   46  load_signal  r31, signal 28          # unsubscribed is yes
   47  disqualify   disqualification 0, r31
   48  score_in     r32, sum 0, scores 0    # fit - 2 * engagement >= 1000
   49  disqualify   disqualification 1, r32
   50  score_in     r33, sum 1, scores 1    # fit >= 20
   51  score_in     r34, sum 2, scores 2    # score >= 10
   52  and          r35, r34, r33
   53  reach_stage  stage 0, r35            # nurture
   54  stage_met    r36, stage 0            # nurture
   55  score_in     r37, sum 3, scores 3    # score >= 30
   56  and          r38, r37, r36
   57  reach_stage  stage 1, r38            # mql
   58  grade_in     r39, grade 0, steps 0   # fit grade in ["A", "C"]
   59  stage_met    r40, stage 1            # mql
   60  and          r41, r40, r39
   61  take_route   route 0, r41            # "desk"
   62  load_true    r42
   63  take_route   route 1, r42            # "others"
   64  changed      r43, change 0           # score rose 20 in 7 days
   65  raise_alert  alert 0, r43            # "hot"
   66  changed      r44, change 1           # fit moved 0.5 in 1 day
   67  disqualified r45
   68  or           r46, r45, r44
   69  raise_alert  alert 1, r46            # "gone"
   70  score_in     r47, sum 4, scores 4    # score < 0
   71  break_never  never 0, r47
)LISTING");
}

TEST_CASE("The listing of an empty program is its code alone") {
  ProgramMaker maker;
  maker.close();
  CHECK(disassemble(maker.program()) == "code\n    0  close_score\n");
}

TEST_CASE("A long list of texts is listed once, however many signals ask for it") {
  ProgramMaker maker;
  std::vector<std::string> words;
  for (char letter = 'a'; letter <= 'j'; ++letter) words.push_back(std::string(1, letter));
  const TextSetId set = maker.set(words);
  for (const char* name : {"x", "y"}) {
    maker.load(TextSignal{.subject = {.of = maker.field(name, FieldType::kText)}, .literals = set});
  }
  const std::string listing = disassemble(maker.program());
  CHECK(listing.find(R"(texts
    0  "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"
signals
    0  x in ["a", "b", "c", "d", "e", "f", "g", "h" and 2 more], texts 0
    1  y in ["a", "b", "c", "d", "e", "f", "g", "h" and 2 more], texts 0
)") != std::string::npos);
}

}  // namespace leadscore::bytecode
