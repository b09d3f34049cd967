#include "runtime/pipeline/scoring_run.hpp"

#include "runtime/pipeline/in_order.hpp"
#include "runtime/records/unread.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace leadscore::runtime {

namespace {

/// A reject that outlives its record.
struct KeptReject {
  explicit KeptReject(const Reject& met) : reject(met), text(met.text) {}

  Reject reject;
  std::string text;
};

struct Job {
  std::vector<TakenLines> lines;   // one block of them, or
  std::vector<LeadBatch> batches;  // leads that were read already, by model
  std::vector<KeptReject> rejects;
  ReadReport report;
  std::optional<TakenLines> unread;  // lines at which the block reader stopped
  std::optional<Error> failure;      // of the file, behind what the job holds
};

/// What a thread has of its own.
struct Worker {
  Worker(std::span<const bytecode::Program* const> programs, const RecordReader& reader,
         std::span<const std::unique_ptr<ScoringModel>> models, const ScoringOptions& run,
         const NativeCode& native)
      : options(run.reader),
        taker(programs, options, report),
        blocks(reader.make_block_reader(options, taker)),
        leads(models, run.moments, run.engine, native) {
    for (const bytecode::Program* const program : programs) batches.emplace_back(*program);
    options.on_reject = [this](const Reject& reject) { rejects.emplace_back(reject); };
  }

  ReaderOptions options;
  ReadReport report;  // of the job at hand, as are the rejects
  std::vector<KeptReject> rejects;
  LeadTaker taker;
  std::unique_ptr<LeadBlockReader> blocks;  // of lines, if there are any
  std::vector<LeadBatch> batches;
  ScoredLeads leads;
};

}  // namespace

class ScoringRun::Running {
 public:
  Running(std::span<const bytecode::Program* const> programs, ScoringOptions options)
      : options_(std::move(options)), programs_(programs.begin(), programs.end()) {
    options_.threads = std::max(options_.threads, std::size_t{1});
    // Those more than there are threads hold results that wait for a slower one.
    jobs_.resize(options_.threads == 1 ? 1 : options_.threads + 2);
    workers_.resize(options_.threads);
    for (const bytecode::Program* const program : programs_) {
      models_.push_back(std::make_unique<ScoringModel>(*program));
    }
    native_.emplace(models_, options_.engine);
    options_.reader.line_codes = &native_->lines();
    if (options_.threads > 1) options_.reader.limits.unpacking = Unpacking::kAhead;
  }

  [[nodiscard]] Result<void> open() {
    ReaderOptions read = options_.reader;
    read.on_reject = [this](const Reject& reject) {
      if (filled_ == nullptr) return tell(reject);  // of the file of events
      filled_->rejects.emplace_back(reject);
    };
    auto reader = RecordReader::open(programs_, std::move(read));
    if (!reader) return reader.error();
    reader_ = std::move(*reader);
    add_to_report(reader_->take_report());
    start_ = Clock::now();
    return options_.engine == Engine::kJit ? native_->make() : Result<void>();
  }

  [[nodiscard]] Result<void> run(LeadsTaker& taker) {
    taker_ = &taker;
    while (!is_at_end_ && !is_unwanted_ && !failure_) {
      const std::vector<std::size_t> left = run_lines();
      if (is_unwanted_ || failure_) break;
      if (!left.empty()) take_back(left);
      run_leads();
    }
    native_->finish();
    if (failure_) return *failure_;
    return {};
  }

  [[nodiscard]] std::size_t job_count() const { return jobs_.size(); }
  [[nodiscard]] const ReadReport& report() const { return report_; }
  [[nodiscard]] const RecordReader& reader() const { return *reader_; }

 private:
  using Clock = std::chrono::steady_clock;

  /// Lines that stand in memory, until there are none or a job stops at one.
  std::vector<std::size_t> run_lines() {
    if (!reader_->has_lines()) return {};
    const OrderedSteps steps{
        .take = [this](std::size_t job) { return take_lines(jobs_[job]); },
        .work = [this](std::size_t job, std::size_t thread) { read_and_score(job, thread); },
        .put = [this](std::size_t job) { return put(job); }};
    return work(steps, options_.threads);
  }

  /// Leads that the file's reader read; where there may be lines again behind them, those at hand
  /// only.
  void run_leads() {
    const bool may_be_lines = reader_->has_lines();
    is_read_ = false;
    const OrderedSteps steps{
        .take = [&](std::size_t job) { return !is_read_ && take_leads(job, may_be_lines); },
        .work = [this](std::size_t job, std::size_t thread) { score(job, thread); },
        .put = [this](std::size_t job) { return put(job); }};
    static_cast<void>(work(steps, may_be_lines ? 1 : options_.threads));
  }

  [[nodiscard]] std::vector<std::size_t> work(OrderedSteps steps, std::size_t threads) {
    // Where that fails, nobody waits for a pipe any longer.
    steps.work = [this, given = std::move(steps.work)](std::size_t job, std::size_t thread) {
      try {
        given(job, thread);
      } catch (...) {
        reader_->give_up();
        throw;
      }
    };
    return work_in_order(steps, threads, jobs_.size());
  }

  /// Who takes asks, as that is one thread at a time.
  void make_native_if_worth_it() {
    if (options_.engine != Engine::kAuto || is_native_asked_for_) return;
    const std::chrono::duration<double> since_start = Clock::now() - start_;
    is_native_asked_for_ = is_native_worth_it({.seconds = since_start.count(),
                                               .bytes_read = reader_->bytes_read(),
                                               .bytes_total = reader_->bytes_total()});
    if (is_native_asked_for_) native_->make_meanwhile();
  }

  [[nodiscard]] bool take_lines(Job& job) {
    make_native_if_worth_it();
    auto lines = reader_->take_lines(kJobLeads);
    if (lines && !*lines) return false;
    if (lines) {
      job.lines.push_back(std::move(**lines));
    } else {
      job.failure = lines.error();
    }
    return true;
  }

  [[nodiscard]] bool take_leads(std::size_t number, bool is_once) {
    Job& job = jobs_[number];
    while (job.batches.size() < programs_.size()) {
      job.batches.emplace_back(*programs_[job.batches.size()]);
    }
    make_native_if_worth_it();
    filled_ = &job;
    const auto read = reader_->read(job.batches, kJobLeads);
    filled_ = nullptr;
    job.report = reader_->take_report();
    if (!read) job.failure = read.error();
    is_at_end_ = !read || job.batches.front().size() == 0;
    is_read_ = is_once || is_at_end_;
    return true;
  }

  void read_and_score(std::size_t number, std::size_t thread) {
    Job& job = jobs_[number];
    taker_->begin(number);
    if (job.lines.empty()) return;
    Worker& worker = worker_of(thread);
    TakenLines rest = job.lines.front();
    while (!rest.block.text.empty() && !job.unread) {
      for (LeadBatch& batch : worker.batches) batch.clear();
      const BlockRead read = worker.blocks->read(rest.block, rest.records_before, worker.batches,
                                                 kJobLeads, kMostBatchBytes);
      if (worker.batches.front().size() > 0) {
        worker.leads.score(worker.batches);
        taker_->take(number, worker.leads);
      }
      rest.block.text.remove_prefix(read.bytes);
      rest.block.first_number += read.lines;
      rest.records_before += read.records;
      if (read.is_stopped) job.unread = rest;
    }
    // The memory of the lines is used again when nobody holds it.
    for (LeadBatch& batch : worker.batches) batch.clear();
    job.rejects = std::exchange(worker.rejects, {});
    job.report = std::exchange(worker.report, {});
  }

  void score(std::size_t number, std::size_t thread) {
    Job& job = jobs_[number];
    taker_->begin(number);
    if (job.batches.front().size() == 0) return;
    Worker& worker = worker_of(thread);
    worker.leads.score(job.batches);
    taker_->take(number, worker.leads);
  }

  [[nodiscard]] Worker& worker_of(std::size_t thread) {
    auto& worker = workers_[thread];
    if (!worker) {
      worker = std::make_unique<Worker>(programs_, *reader_, models_, options_, *native_);
    }
    return *worker;
  }

  /// False: the jobs behind this one are not wanted.
  [[nodiscard]] bool put(std::size_t number) {
    Job& job = jobs_[number];
    for (KeptReject& kept : std::exchange(job.rejects, {})) {
      kept.reject.text = kept.text;
      tell(kept.reject);
    }
    add_to_report(std::exchange(job.report, {}));
    const bool wants_more = taker_->put(number);
    failure_ = std::exchange(job.failure, {});
    is_unwanted_ = !wants_more;
    // Who waits for a pipe need not: nobody wants what it brings.
    if (is_unwanted_ || failure_) reader_->give_up();
    if (is_unwanted_ || failure_ || job.unread) return false;
    job.lines.clear();
    return true;
  }

  /// Gives the reader back what was taken from it, from the line on at which the first job stopped;
  /// what the others found does not count.
  void take_back(const std::vector<std::size_t>& left) {
    std::vector<TakenLines> lines;
    for (const std::size_t number : left) {
      Job& job = jobs_[number];
      lines.insert(lines.end(), job.lines.begin(), job.lines.end());
      if (number == left.front() && job.unread) lines.front() = *job.unread;
      job = {};
    }
    reader_->take_back(lines);
  }

  void tell(const Reject& reject) const {
    if (options_.reader.on_reject) options_.reader.on_reject(reject);
  }

  void add_to_report(const ReadReport& more) {
    add_report(more, report_);
    report_.unjoined_events = more.unjoined_events;
  }

  static constexpr std::size_t kMostBatchBytes = 16 * 1024 * 1024;

  ScoringOptions options_;
  std::vector<const bytecode::Program*> programs_;
  std::vector<std::unique_ptr<ScoringModel>> models_;
  std::optional<NativeCode> native_;
  std::unique_ptr<RecordReader> reader_;
  LeadsTaker* taker_ = nullptr;
  std::vector<Job> jobs_;
  std::vector<std::unique_ptr<Worker>> workers_;  // by thread; none yet: it had nothing to do
  // Of who takes.
  Job* filled_ = nullptr;   // by the file's reader
  bool is_at_end_ = false;  // of the file
  bool is_read_ = false;    // what run_leads() wants
  Clock::time_point start_ = {};
  bool is_native_asked_for_ = false;
  // Of who puts.
  ReadReport report_;
  std::optional<Error> failure_;
  bool is_unwanted_ = false;  // what comes behind
};

ScoringRun::ScoringRun(std::unique_ptr<Running> running) : running_(std::move(running)) {}
ScoringRun::~ScoringRun() = default;
ScoringRun::ScoringRun(ScoringRun&&) noexcept = default;
ScoringRun& ScoringRun::operator=(ScoringRun&&) noexcept = default;

Result<ScoringRun> ScoringRun::open(std::span<const bytecode::Program* const> programs,
                                    ScoringOptions options) {
  auto running = std::make_unique<Running>(programs, std::move(options));
  const auto opened = running->open();
  if (!opened) return opened.error();
  return ScoringRun(std::move(running));
}

std::size_t ScoringRun::job_count() const { return running_->job_count(); }
Result<void> ScoringRun::run(LeadsTaker& taker) { return running_->run(taker); }
const ReadReport& ScoringRun::report() const { return running_->report(); }
std::uint64_t ScoringRun::bytes_read() const { return running_->reader().bytes_read(); }
std::uint64_t ScoringRun::bytes_total() const { return running_->reader().bytes_total(); }

}  // namespace leadscore::runtime
