package initscope.verbs;

import initscope.gotrace.Parallel;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs independent pieces of one work side by side, one for each processor.
final class Workers implements Parallel {
  @Override
  public <T> List<T> all(List<Work<T>> work) throws CancelledException {
    int threads = Math.min(work.size(), Runtime.getRuntime().availableProcessors());
    if (threads < 2) {
      return Parallel.NONE.all(work);
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, Workers::thread);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Work<T> piece : work) {
        futures.add(pool.submit(piece::run));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(get(future));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "initscope-worker");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T get(Future<T> future) throws CancelledException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CancelledException cancelled -> throw cancelled;
        case RuntimeException bug -> throw bug;
        case Error bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
