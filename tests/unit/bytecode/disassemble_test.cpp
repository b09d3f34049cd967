#include "bytecode/disassemble.hpp"

#include "tests/unit/bytecode/program_maker.hpp"

#include <doctest/doctest.h>

namespace leadscore::bytecode {

TEST_CASE("A listing shows every table, then the code") {
  CHECK(disassemble(program_with_everything()) == R"(model "Everything"
fields
    0  job_title: text from "Job Title" unknown as "Select", 0, no
    1  employees: number
    2  unsubscribed: yes/no
    3  created_at: time
    4  interests: list of text
    5  plan: one of "Free", "Team" = "Free"
    6  phone: anything
kinds
    0  visited(page: path)
    1  opened(message) from "email_open"
signals
    0  job_title in ["ceo", "cto"]
    1  employees between 50 and 100 or between 1000 and 1000000000
    2  interests includes all of ["ai", "ml"]
    3  plan matches "t*m"
    4  visited("/blog/*", "/pricing") at least 2 times in the last 7 days
    5  opened() at most 3 times
    6  activity
    7  phone is known
    8  created_at since 1970-01-01
    9  unsubscribed is yes
parts
    0  fit
    1  engagement
scores
    0  >= 20
    1  >= 10
    2  >= 30
rules
    0  +20 to fit if r2, line 1: as written
    1  +2.5 to fit if r6, line 2: as written
    2  +15 to engagement if r7, line 3: as written
    3  -5 to engagement if r8, line 4: as written
    4  +1 if r9, line 5: as written
    5  +0.5 if r10, line 6: as written
    6  +1 if r11, line 7: as written
disqualifications
    0  if r12, line 8: as written
stages
    0  nurture at 10 when r13, line 9: as written
    1  mql at 30 when r16, line 10: as written
code
    0  load_signal  r0, signal 0            # job_title in ["ceo", "cto"]
    1  load_signal  r1, signal 1            # employees between 50 and 100 or between 1000 and 1000000000
    2  and          r2, r0, r1
    3  give         rule 0, r2              # +20
    4  load_signal  r3, signal 2            # interests includes all of ["ai", "ml"]
    5  load_signal  r4, signal 3            # plan matches "t*m"
    6  not          r5, r4
    7  or           r6, r3, r5
    8  give         rule 1, r6              # +2.5
    9  load_signal  r7, signal 4            # visited("/blog/*", "/pricing") at least 2 times in the last 7 days
   10  give         rule 2, r7              # +15
   11  load_signal  r8, signal 5            # opened() at most 3 times
   12  give         rule 3, r8              # -5
   13  load_signal  r9, signal 6            # activity
   14  give         rule 4, r9              # +1
   15  load_signal  r10, signal 7           # phone is known
   16  give         rule 5, r10             # +0.5
   17  load_signal  r11, signal 8           # created_at since 1970-01-01
   18  give         rule 6, r11             # +1
   19  close_part   part 0                  # fit
   20  close_part   part 1                  # engagement
   21  close_score
   22  load_signal  r12, signal 9           # unsubscribed is yes
   23  disqualify   disqualification 0, r12
   24  part_in      r13, part 0, scores 0   # fit >= 20
   25  score_in     r14, scores 1           # score >= 10
   26  and          r15, r14, r13
   27  reach_stage  stage 0, r15            # nurture
   28  stage_met    r16, stage 0            # nurture
   29  score_in     r17, scores 2           # score >= 30
   30  and          r18, r17, r16
   31  reach_stage  stage 1, r18            # mql
)");
}

TEST_CASE("The listing of an empty program is its code alone") {
  ProgramMaker maker;
  maker.close();
  CHECK(disassemble(maker.program()) == "code\n    0  close_score\n");
}

}  // namespace leadscore::bytecode
