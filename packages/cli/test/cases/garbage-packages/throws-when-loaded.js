// TML412 no luck
throw new Error('no luck');
