'use strict';

const { keeping } = require('./kept-reading');

/** Stands for `policies/read-calendar`. */
exports.readCalendar = keeping(() => require('../../policies/read-calendar').readCalendar);
