/** How many stories of a day are read: those with the most points. */
export const STORIES = 20;
