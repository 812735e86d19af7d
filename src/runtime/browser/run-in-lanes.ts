/** Called with the part of a task that is done, 0 to 1, or with that of all. */
type Share = (share: number) => void;

/**
 * Does tasks in as many places as there are lanes, each taking the next one when it has done its own.
 *
 * @param work does one task in a lane
 * @param onShare called for each word on a task's progress with the part of all tasks that is done, which never decreases
 * @throws what the first failing task throws; no task is begun after that
 */
export async function runInLanes<Lane, Task>(
  lanes: readonly Lane[],
  tasks: readonly Task[],
  work: (lane: Lane, task: Task, index: number, progress: Share) => Promise<void>,
  onShare: Share,
): Promise<void> {
  const shares = tasks.map(() => 0);
  let done = 0;
  const queue = tasks.entries();
  let failed = false;
  const tell = (index: number) => (share: number) => {
    shares[index] = Math.max(shares[index]!, share);
    // Sums of the same numbers differ in their last digits.
    done = Math.max(done, shares.reduce((sum, part) => sum + part, 0) / tasks.length);
    onShare(done);
  };
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [index, task] of queue) {
        if (failed) return;
        try {
          await work(lane, task, index, tell(index));
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    }),
  );
}
