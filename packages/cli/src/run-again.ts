/** What a command returns that wants to run once more, with all code loaded anew: no exit status. */
export const runAgain = -1;
