'use strict';

const { keeping } = require('./kept-reading');

/** Stands for `policies/read-pack`. */
exports.readPack = keeping(() => require('../../policies/read-pack').readPack);
